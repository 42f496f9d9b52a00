/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlSanitizerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\0',
      value = {
        "select * from orders where id = 42 ~ select * from orders where id = ?",
        "SELECT 'it''s', 1.5e-3, 0xFF, -7 FROM t1 ~ SELECT ?, ?, ?, ? FROM t1",
        "SELECT a FROM t WHERE x = -5 AND y - 5 > 0 ~ SELECT a FROM t WHERE x = ? AND y - ? > ?",
        "SELECT a1 FROM t2_3 WHERE \"Name\" = \"secret\" ~ SELECT a1 FROM t2_3 WHERE \"Name\" = ?",
        "INSERT INTO t VALUES (\"a\", \"b\") ~ INSERT INTO t VALUES (?, ?)",
        "SELECT * FROM t WHERE a IN (1, 2,3) ~ SELECT * FROM t WHERE a IN (?)",
        "SELECT * FROM t WHERE a IN (?, ?, ?) AND b = ? ~ SELECT * FROM t WHERE a IN (?) AND b = ?",
        "SELECT 1 -- secret ~ SELECT ?",
        "SELECT /* secret */ 1 ~ SELECT ?",
        "SELECT $tag$secret$tag$, $1 ~ SELECT ?, $1",
        "SELECT N'secret', E'a\\'b', :name ~ SELECT ?, ?, :name",
        "SELECT [my col] FROM [dbo].[t] ~ SELECT [my col] FROM [dbo].[t]",
        "SELECT   a\t,  b ~ SELECT a, b",
        "SELECT 'open ~ SELECT ?",
        "{call pay(?, 7)} ~ {call pay(?, ?)}",
      })
  void literals_areReplaced(String sql, String expected) {
    SqlInfo info = SqlSanitizer.sanitize(sql);

    assertThat(info.text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      nullValues = "-",
      value = {
        "select * from orders where id = 42 ~ SELECT orders ~ SELECT ~ orders",
        "SELECT * FROM shop.\"Orders\" o ~ SELECT shop.Orders ~ SELECT ~ shop.Orders",
        "SELECT * FROM a, b x, c WHERE a.i = b.i ~ SELECT a b c ~ SELECT ~ -",
        "SELECT * FROM a LEFT JOIN b ON a.i = b.i ~ SELECT a b ~ SELECT ~ -",
        "SELECT extract(year from d) FROM t ~ SELECT t ~ SELECT ~ t",
        "SELECT * FROM (SELECT * FROM t) x ~ SELECT SELECT t ~ - ~ t",
        "WITH x AS (SELECT * FROM t) SELECT * FROM x ~ SELECT t SELECT ~ - ~ t",
        "insert into t (a, b) values (1, 2) ~ INSERT t ~ INSERT ~ t",
        "INSERT INTO audit SELECT * FROM t ~ INSERT audit SELECT t ~ - ~ -",
        "INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET b = 1 ~ INSERT t ~ INSERT ~ t",
        "UPDATE t SET a = 1 WHERE b = 2 ~ UPDATE t ~ UPDATE ~ t",
        "SELECT * FROM t FOR UPDATE ~ SELECT t ~ SELECT ~ t",
        "delete from t where a = 1 ~ DELETE t ~ DELETE ~ t",
        "MERGE INTO t USING s ON t.i = s.i WHEN MATCHED THEN UPDATE SET a = 1"
            + " ~ MERGE t s ~ MERGE ~ -",
        "CREATE TABLE IF NOT EXISTS t (id int) ~ CREATE TABLE t ~ CREATE ~ t",
        "CREATE UNIQUE INDEX i ON t (a) ~ CREATE INDEX i ~ CREATE ~ i",
        "DROP TABLE t ~ DROP TABLE t ~ DROP ~ t",
        "TRUNCATE TABLE t ~ TRUNCATE t ~ TRUNCATE ~ t",
        "{call pay(?)} ~ CALL pay ~ CALL ~ pay",
        "SELECT replace(a, 'x', 'y') FROM t ~ SELECT t ~ SELECT ~ t",
        "SELECT 1 ~ SELECT ~ SELECT ~ -",
        "VACUUM ~ '' ~ - ~ -",
      })
  void statement_isSummed(String sql, String summary, String operation, String collection) {
    SqlInfo info = SqlSanitizer.sanitize(sql);

    assertThat(info.summary()).isEqualTo(summary);
    assertThat(info.operation()).isEqualTo(operation);
    assertThat(info.collection()).isEqualTo(collection);
  }

  @Test
  void longText_isCut() {
    String sql = "SELECT " + "abcdefgh, ".repeat(2_000) + "z FROM t";

    SqlInfo info = SqlSanitizer.sanitize(sql);

    assertThat(info.text()).hasSize(SqlSanitizer.MAX_TEXT);
  }

  @Test
  void manyTables_areCutBetweenNames() {
    String sql = "SELECT * FROM " + "table_with_a_name, ".repeat(40) + "z";

    SqlInfo info = SqlSanitizer.sanitize(sql);

    assertThat(info.summary()).hasSizeLessThanOrEqualTo(255).endsWith("table_with_a_name");
  }

  @Test
  void anyText_isAccepted_andQuotedValuesNeverPass() {
    String[] pieces = {
      "SELECT ",
      "FROM ",
      "'secret'",
      "'sec''secret'",
      "(",
      ")",
      ",",
      "=",
      " ",
      "?",
      "1",
      "--",
      "/*",
      "*/",
      "\n",
      "t",
      ".",
      "$$",
      "$1",
      "[a]",
      "IN ",
      "VALUES ",
      ";",
      "-",
      "{",
      "}",
      "CREATE ",
      "AS "
    };
    Random random = new Random(7);

    for (int i = 0; i < 50_000; i++) {
      StringBuilder sql = new StringBuilder();
      for (int n = random.nextInt(20); n > 0; n--) {
        sql.append(pieces[random.nextInt(pieces.length)]);
      }
      SqlInfo info = SqlSanitizer.sanitize(sql.toString());
      assertThat(info.text()).as(sql.toString()).doesNotContain("secret");
    }
  }

  @Test
  void sameText_isSanitisedOnce() {
    SqlInfo first = SqlInfo.of("SELECT a FROM cached");

    SqlInfo second = SqlInfo.of(new String("SELECT a FROM cached"));

    assertThat(second).isSameAs(first);
  }

  @Test
  void cache_isBounded_andKeepsWhatIsUsed() {
    SqlCache cache = new SqlCache();
    SqlInfo used = cache.get("SELECT a FROM used");

    for (int i = 0; i < 10 * SqlCache.MAX_TEXTS; i++) {
      cache.get("SELECT a FROM t" + i);
      assertThat(cache.get("SELECT a FROM used")).isSameAs(used);
    }

    assertThat(cache.size()).isLessThanOrEqualTo(2 * SqlCache.MAX_TEXTS);
  }
}
