/*
 * Copyright The Braid Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.braid.agent.woven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.agent.db.SqlInfo;
import dev.braid.agent.instrumentation.jdbc.JdbcInstrumentation;
import dev.braid.agent.jdbc.JdbcMemory;
import dev.braid.agent.trace.Semconv;
import dev.braid.agent.trace.Span;
import dev.braid.agent.trace.SpanKind;
import dev.braid.app.WrappedConnection;
import dev.braid.app.WrappedStatement;
import dev.braid.bootstrap.Context;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.matcher.ElementMatchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcWeavingIT {
  private static final String H2 = "h2-2.4.240";

  private final Recorded recorded = new Recorded();

  @AfterEach
  void stop() {
    recorded.close();
    assertThat(Context.current()).isSameAs(Context.ROOT);
  }

  @ParameterizedTest
  @CsvSource({
    "h2-1.4.200, , org.h2.Driver, jdbc:h2:mem:shop, h2database",
    "h2-2.4.240, , org.h2.Driver, jdbc:h2:mem:shop, h2database",
    "hsqldb-2.7.4, , org.hsqldb.jdbc.JDBCDriver, jdbc:hsqldb:mem:shop, hsqldb",
    // class files of Java 1.1 to 1.4, and JDBC 3 without isWrapperFor
    "hsqldb-1.8.0.10, , org.hsqldb.jdbcDriver, jdbc:hsqldb:mem:shop, hsqldb",
    "derby-10.16.1.1, derbyshared-10.16.1.1, org.apache.derby.iapi.jdbc.AutoloadedDriver,"
        + " jdbc:derby:memory:shop;create=true, derby",
  })
  void eachDriver_givesOneSpanAStatement(
      String jar, String second, String driverName, String url, String system) throws Exception {
    WovenLoader loader = second == null ? loader(jar) : loader(jar, second);
    Connection connection = connect(loader, driverName, url);

    Span request =
        recorded.within(
            () -> {
              try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(9))");
                statement.execute("INSERT INTO item VALUES (7, 'secret')");
              }
              try (PreparedStatement select =
                  connection.prepareStatement("SELECT name FROM item WHERE id = ?")) {
                select.setInt(1, 7);
                select.executeQuery();
                select.executeQuery();
              }
              return null;
            });
    connection.close();

    assertThat(loader.failures()).isEqualTo("0 null");
    assertThat(recorded.spans())
        .extracting(Span::name)
        .containsExactly("CREATE TABLE item", "INSERT item", "SELECT item", "SELECT item");
    Span insert = recorded.spans().get(1);
    assertThat(insert.kind()).isEqualTo(SpanKind.CLIENT);
    assertThat(insert.parentSpanId()).isEqualTo(request.spanId());
    assertThat(insert.get(Semconv.DB_SYSTEM_NAME)).isEqualTo(system);
    assertThat(insert.get(Semconv.DB_NAMESPACE)).isEqualTo("shop");
    assertThat(insert.get(Semconv.DB_QUERY_TEXT)).isEqualTo("INSERT INTO item VALUES (?, ?)");
    assertThat(insert.get(Semconv.DB_COLLECTION_NAME)).isEqualTo("item");
    assertThat(insert.get(Semconv.ERROR_TYPE)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HikariCP-3.4.5", "HikariCP-7.1.0"})
  void pool_addsNoSpan_andItsStatementsKnowTheDatabase(String pool) throws Exception {
    WovenLoader loader = loader(H2, pool, "slf4j-api-1.7.36");
    DataSource hikari = hikari(loader, "setJdbcUrl", "jdbc:h2:mem:pooled");

    try (Connection connection = hikari.getConnection();
        PreparedStatement select = connection.prepareStatement("SELECT 1 FROM DUAL")) {
      select.executeQuery();

      PreparedStatement inner = select.unwrap(PreparedStatement.class);
      assertThat(JdbcMemory.sql(inner)).isEqualTo(SqlInfo.of("SELECT 1 FROM DUAL"));
      assertThat(JdbcMemory.sql(select)).as("an entry of the wrapper's own").isNull();
    }
    ((AutoCloseable) hikari).close();

    assertThat(recorded.spans()).extracting(Span::name).containsExactly("SELECT DUAL");
    assertThat(recorded.spans().get(0).get(Semconv.DB_NAMESPACE)).isEqualTo("pooled");
  }

  @Test
  void closedStatement_isForgotten_withItsBatch() throws Exception {
    Connection connection = connect(loader(H2), "org.h2.Driver", "jdbc:h2:mem:closed");
    PreparedStatement select = connection.prepareStatement("SELECT 1 FROM DUAL");
    select.addBatch();
    assertThat(JdbcMemory.sql(select)).isEqualTo(SqlInfo.of("SELECT 1 FROM DUAL"));
    assertThat(JdbcMemory.batch(select)).isNotNull();

    select.close();

    assertThat(JdbcMemory.sql(select)).isNull();
    assertThat(JdbcMemory.batch(select)).isNull();
    connection.close();
  }

  @Test
  void vendorsDataSource_withoutDriver_tellsItsUrl() throws Exception {
    WovenLoader loader = loader(H2);
    Object dataSource = loader.make("org.h2.jdbcx.JdbcDataSource");
    call(dataSource, "setURL", "jdbc:h2:mem:direct");

    try (Connection connection = ((DataSource) dataSource).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    }

    assertThat(recorded.spans()).hasSize(1);
    assertThat(recorded.spans().get(0).get(Semconv.DB_NAMESPACE)).isEqualTo("direct");
  }

  @Test
  void doubleWrapper_thatCannotBeUnwrapped_stillGivesOneSpanOfTheRightDatabase() throws Exception {
    WovenLoader loader = loader(H2);
    Connection real = connect(loader, "org.h2.Driver", "jdbc:h2:mem:wrapped");
    Connection connection = wrapped(loader, wrapped(loader, real));

    try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM DUAL")) {
      select.executeQuery();
      select.executeQuery();
    }
    real.close();

    assertThat(recorded.spans())
        .extracting(Span::name)
        .containsExactly("SELECT DUAL", "SELECT DUAL");
    assertThat(recorded.spans())
        .extracting(span -> span.get(Semconv.DB_NAMESPACE))
        .containsExactly("wrapped", "wrapped");
  }

  @Test
  void batch_isOneSpan_withItsSize() throws Exception {
    WovenLoader loader = loader(H2);
    Connection real = connect(loader, "org.h2.Driver", "jdbc:h2:mem:batch");
    real.createStatement().execute("CREATE TABLE item (id INT)");
    Connection connection = wrapped(loader, real);
    recorded.spans().clear();

    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO item VALUES (?)")) {
      for (int i = 0; i < 3; i++) {
        insert.setInt(1, i);
        insert.addBatch();
      }
      insert.executeBatch();
      insert.setInt(1, 9);
      insert.addBatch();
      insert.executeBatch();
    }
    try (Statement mixed = real.createStatement()) {
      mixed.addBatch("INSERT INTO item VALUES (4)");
      mixed.addBatch("DELETE FROM item WHERE id = 4");
      mixed.executeBatch();
    }
    real.close();

    List<Span> spans = recorded.spans();
    assertThat(spans)
        .extracting(Span::name)
        .containsExactly("BATCH INSERT item", "INSERT item", "BATCH");
    assertThat(spans)
        .extracting(span -> span.get(Semconv.DB_OPERATION_BATCH_SIZE))
        .containsExactly(3L, null, 2L);
  }

  @Test
  void failedStatement_hasItsSqlState_andTheApplicationItsException() throws Exception {
    WovenLoader loader = loader(H2);
    Connection connection = connect(loader, "org.h2.Driver", "jdbc:h2:mem:failing");
    Statement statement = connection.createStatement();

    assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM missing"))
        .isInstanceOf(SQLException.class);
    connection.close();

    Span span = recorded.spans().get(0);
    assertThat(span.status()).isEqualTo(2);
    assertThat(span.get(Semconv.DB_RESPONSE_STATUS_CODE)).isEqualTo("42S04");
    assertThat(span.get(Semconv.ERROR_TYPE)).isNotNull();
  }

  private static WovenLoader loader(String... jars) {
    return new WovenLoader(new JdbcInstrumentation(), jars);
  }

  private static Connection connect(WovenLoader loader, String driverName, String url)
      throws Exception {
    Driver driver = (Driver) loader.make(driverName);
    Properties properties = new Properties();
    properties.setProperty("user", "sa");
    properties.setProperty("password", "");
    return driver.connect(url, properties);
  }

  static DataSource hikari(WovenLoader loader, String setter, String value) throws Exception {
    Object hikari = loader.make("com.zaxxer.hikari.HikariDataSource");
    Thread.currentThread().setContextClassLoader(loader);
    try {
      call(hikari, "setDriverClassName", "org.h2.Driver");
      call(hikari, setter, value);
      call(hikari, "setPoolName", "orders");
      return (DataSource) hikari;
    } finally {
      Thread.currentThread().setContextClassLoader(JdbcWeavingIT.class.getClassLoader());
    }
  }

  private static void call(Object target, String setter, String value)
      throws ReflectiveOperationException {
    target.getClass().getMethod(setter, String.class).invoke(target, value);
  }

  private static Connection wrapped(WovenLoader loader, Connection real) throws Exception {
    Connection connection = (Connection) filled(loader, WrappedConnection.class, Connection.class);
    set(connection, "delegate", real);
    UnaryOperator<PreparedStatement> wrap =
        inner -> {
          try {
            Object statement = filled(loader, WrappedStatement.class, PreparedStatement.class);
            set(statement, "delegate", inner);
            return (PreparedStatement) statement;
          } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure);
          }
        };
    set(connection, "statements", wrap);
    return connection;
  }

  private static void set(Object target, String field, Object value)
      throws ReflectiveOperationException {
    Field found = target.getClass().getField(field);
    found.set(target, value);
  }

  /** A subclass that hands all that is abstract to the field {@code delegate}. */
  private static Object filled(WovenLoader loader, Class<?> base, Class<?> type)
      throws ReflectiveOperationException {
    String name = base.getName() + "$Filled";
    Class<?> filled;
    try {
      filled = loader.loadClass(name);
    } catch (ClassNotFoundException first) {
      Class<?> woven = loader.loadClass(base.getName());
      byte[] bytes =
          new ByteBuddy()
              .subclass(woven)
              .name(name)
              .modifiers(Modifier.PUBLIC)
              .method(ElementMatchers.isAbstract())
              .intercept(MethodCall.invokeSelf().onField("delegate").withAllArguments())
              .make()
              .getBytes();
      filled = loader.define(name, bytes);
    }
    assertThat(type).isAssignableFrom(filled);
    return filled.getDeclaredConstructor().newInstance();
  }
}
