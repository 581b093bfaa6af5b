package dev.rollcall.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.pgclient.SslMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatabaseUrlIT {

    @Test
    void readsEveryPart() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://ada:p%40ss+word@db.example:6432/roll%20call?sslmode=require");

        assertThat(url)
                .isEqualTo(new DatabaseUrl("db.example", 6432, "roll call", "ada", "p@ss+word", SslMode.REQUIRE, null));
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6432/roll%20call?sslmode=require");
    }

    @Test
    void whatIsLeftOutHasTheUsualMeaning() {
        DatabaseUrl url = DatabaseUrl.parse("postgres://ada@[::1]/db");

        assertThat(url).isEqualTo(new DatabaseUrl("::1", 5432, "db", "ada", "", SslMode.PREFER, null));
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://[::1]:5432/db?sslmode=prefer");
    }

    @Test
    void neverShowsThePassword() {
        assertThat(DatabaseUrl.parse("postgresql://ada:hush-hush@db.example/db"))
                .hasToString("postgresql://ada@db.example:5432/db?sslmode=prefer");
        assertThatThrownBy(() -> DatabaseUrl.parse("postgresql://ada:hush hush@db.example/db"))
                .hasMessageContaining("percent-encoding")
                .hasMessageNotContaining("hush")
                .hasNoCause();
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://ada@db.example/db, does not start with postgresql://",
        "postgresql://ada@db.example, names no database",
        "postgresql://db.example/db, names no user",
        "postgresql:///db, names no host",
        "postgresql://ada@db.example/db?sslmode=sometimes, sslmode must be",
        "postgresql://ada@db.example/db?sslmode=verify-full, needs sslrootcert",
        "postgresql://ada@db.example/db?target=primary, parameter target is not known",
    })
    void saysWhatIsWrong(String text, String why) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
