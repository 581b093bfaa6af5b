package dev.rollcall.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

final class CausesTest {

    @Test
    void theInnermostCauseIsNamedToo() {
        Throwable wrong = new IllegalStateException("No name matching a.example found");
        Throwable handshake = new SSLHandshakeException("General SSLEngine problem").initCause(wrong);
        assertThat(Causes.words(new IOException("Failed to create SSL connection", handshake)))
                .isEqualTo(
                        "Failed to create SSL connection: General SSLEngine problem: No name matching a.example found");
    }

    @Test
    void nothingIsSaidTwice() {
        Throwable refused = new IOException("Connection refused");
        assertThat(Causes.words(new IllegalStateException(new IOException("Connection refused", refused))))
                .isEqualTo("Connection refused");
    }

    @Test
    void withoutAMessageTheKindIsNamed() {
        assertThat(Causes.words(new IOException())).isEqualTo("IOException");
    }
}
