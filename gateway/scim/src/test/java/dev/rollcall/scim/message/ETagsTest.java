package dev.rollcall.scim.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ETagsTest {

    @Test
    void aVersionIsAWeakTag() {
        assertThat(ETags.weak(5)).isEqualTo("W/\"5\"");
        assertThat(ETags.matches(ETags.weak(5), 5)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"5\"", "\"5\"", "*", " * ", "W/\"4\", W/\"5\"", "\"4\",\"5\"", "5", "W/5"})
    void theHeaderNamesTheVersion(String header) {
        assertThat(ETags.matches(header, 5)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"4\"", "\"55\"", "", "\"\"", "W/\"4\", W/\"6\"", "\"a,5\"", "\"* \"", "w5"})
    void theHeaderNamesOthers(String header) {
        assertThat(ETags.matches(header, 5)).isFalse();
    }
}
