package dev.rollcall.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PatchPathTest {

    @Test
    void aPathMayHoldAFilterAndASubAttributeBehindIt() {
        assertThat(PatchPath.parse("emails[type eq \"work\"].value"))
                .isEqualTo(new PatchPath(AttributePath.of("emails", "value"), Filter.parse("type eq \"work\"")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "active",
                "name.familyName",
                "members[value eq \"a\" or value eq \"b\"]",
                "addresses[type eq \"a]b\"].postalCode",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value",
            })
    void whatIsPrintedIsWhatWasParsed(String text) {
        assertThat(PatchPath.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|INVALID_PATH|1",
                "name.|INVALID_PATH|6",
                "emails[type eq work]|INVALID_FILTER|16",
                "emails[type eq \"work\"|INVALID_FILTER|22",
                "emails[type eq \"work\"].|INVALID_PATH|24",
                "emails[type eq \"work\"]value|INVALID_PATH|23",
                "emails.x[type eq \"work\"]|INVALID_PATH|9",
                "members eq \"x\"|INVALID_PATH|9",
            })
    void whatIsNoPathIsRefused(String text, ScimType type, int character) {
        ScimException e = catchThrowableOfType(ScimException.class, () -> PatchPath.parse(text));
        assertThat(e.error().scimType()).isEqualTo(type);
        assertThat(e.error().detail()).contains("path", "at character " + character + ":");
    }
}
