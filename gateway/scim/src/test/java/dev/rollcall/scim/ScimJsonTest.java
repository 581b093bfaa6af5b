package dev.rollcall.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScimJsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":hunter2}|line 1, column",
                "{\"a\":1|line 1, column",
                "{\"a\":1} x|line 1, column",
                "{\"a\":NaN}|line 1, column",
                "{\"a\":1,\"a\":2}|Duplicate field 'a'",
            })
    void whatIsNoJsonIsRefusedWithoutRepeatingIt(String text, String detail) {
        ScimException e = catchThrowableOfType(ScimException.class, () -> parse(text));
        assertThat(e.error().scimType()).isEqualTo(ScimType.INVALID_SYNTAX);
        assertThat(e.error().detail()).contains("not valid JSON", detail).doesNotContain("hunter2");
    }

    @Test
    void depthIsBounded() {
        parse("[".repeat(32) + "]".repeat(32));
        assertThat(catchThrowableOfType(ScimException.class, () -> parse("[".repeat(33) + "]".repeat(33))))
                .hasMessageContaining("nesting depth");
    }

    @Test
    void whatIsWrittenReadsTheSame() {
        assertThat(ScimJson.parse(ScimJson.write(Json.value("{'a':['\u00e9',1,null]}"))))
                .isEqualTo(Json.value("{'a':['\u00e9',1,null]}"));
    }

    private static void parse(String text) {
        ScimJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
