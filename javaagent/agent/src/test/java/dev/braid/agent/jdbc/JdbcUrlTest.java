/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.agent.db.DbInfo;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcUrlTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        // url, system, namespace, host, port
        "jdbc:postgresql://db.example:6432/shop?user=u&password=p,postgresql,shop,db.example,6432",
        "jdbc:postgresql://db.example/shop,postgresql,shop,db.example,5432",
        "jdbc:postgresql://u:p@[2001:db8::1]:6432/shop,postgresql,shop,2001:db8::1,6432",
        "jdbc:postgresql:shop,postgresql,shop,localhost,5432",
        "\"jdbc:postgresql://a:1,b:2/shop\",postgresql,shop,a,1",
        "jdbc:mysql://my.example:3307/shop?useSSL=false,mysql,shop,my.example,3307",
        "\"jdbc:mysql:loadbalance://a:3307,b:3308/shop\",mysql,shop,a,3307",
        "jdbc:mysql://address=(host=my.example)(port=3310)/shop,mysql,shop,my.example,3310",
        "jdbc:mariadb://maria.example/shop,mariadb,shop,maria.example,3306",
        "jdbc:oracle:thin:@ora.example:1522:XE,oracle.db,XE,ora.example,1522",
        "jdbc:oracle:thin:scott/tiger@//ora.example:1522/svc,oracle.db,svc,ora.example,1522",
        "jdbc:oracle:thin:@ora.example/svc,oracle.db,svc,ora.example,1521",
        "jdbc:oracle:thin:@prod_alias,oracle.db,prod_alias,,0",
        "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=o.example)(PORT=1523))"
            + "(CONNECT_DATA=(SERVICE_NAME=svc))),oracle.db,svc,o.example,1523",
        "jdbc:sqlserver://ms.example:1444;databaseName=shop;password=p,"
            + "microsoft.sql_server,shop,ms.example,1444",
        "jdbc:sqlserver://ms.example\\inst;databaseName=shop,"
            + "microsoft.sql_server,inst|shop,ms.example,1433",
        "jdbc:sqlserver://;serverName=ms.example;databaseName=shop,"
            + "microsoft.sql_server,shop,ms.example,1433",
        "jdbc:jtds:sqlserver://ms.example/shop;instance=inst,"
            + "microsoft.sql_server,inst|shop,ms.example,1433",
        "jdbc:db2://db2.example:50001/SHOP:user=u;password=p;,ibm.db2,SHOP,db2.example,50001",
        "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1,h2database,shop,,0",
        "jdbc:h2:~/data/shop,h2database,shop,,0",
        "jdbc:h2:tcp://h2.example:9093/shop,h2database,shop,h2.example,9093",
        "jdbc:hsqldb:mem:shop,hsqldb,shop,,0",
        "jdbc:hsqldb:hsql://hs.example/shop,hsqldb,shop,hs.example,9001",
        "jdbc:derby:memory:shop;create=true,derby,shop,,0",
        "jdbc:derby://derby.example:1528/shop;create=true,derby,shop,derby.example,1528",
        "jdbc:sqlite:/var/lib/shop.db,sqlite,shop.db,,0",
        "jdbc:clickhouse://ch.example:8123/shop,clickhouse,shop,ch.example,8123",
        "jdbc:p6spy:postgresql://db.example/shop,postgresql,shop,db.example,5432",
        "jdbc:tc:postgresql:16:///shop,postgresql,shop,,0",
        "jdbc:acme://acme.example:99/shop,other_sql,shop,acme.example,99",
      })
  void url_namesItsDatabase(String url, String system, String namespace, String host, int port) {
    DbInfo database = JdbcUrl.parse(url);

    assertThat(database).isEqualTo(new DbInfo(system, namespace, host, port));
  }

  @Test
  void password_isNeverKept() {
    DbInfo database = JdbcUrl.parse("jdbc:postgresql://user:secret@h/db?password=secret");

    assertThat(database.toString()).doesNotContain("secret");
  }

  @Test
  void noJdbcUrl_isUnknown() {
    assertThat(JdbcUrl.parse(null)).isSameAs(JdbcUrl.UNKNOWN);
    assertThat(JdbcUrl.parse("http://example")).isSameAs(JdbcUrl.UNKNOWN);
  }

  @Test
  void anyText_isAccepted() {
    String alphabet = "jdbc:oracle:@sqlserver://[](){};?&=,\\%hosport19";
    Random random = new Random(5);

    for (int i = 0; i < 20_000; i++) {
      StringBuilder url = new StringBuilder("jdbc:");
      url.append(new String[] {"oracle:", "sqlserver:", "h2:", "mysql:", "x"}[random.nextInt(5)]);
      for (int n = random.nextInt(40); n > 0; n--) {
        url.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(JdbcUrl.parse(url.toString())).isNotNull();
    }
  }
}
