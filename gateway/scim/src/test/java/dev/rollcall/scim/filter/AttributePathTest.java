package dev.rollcall.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AttributePathTest {

    @Test
    void aPathIsUrnAttributeAndSubAttribute() {
        assertThat(AttributePath.parse("userName")).isEqualTo(AttributePath.of("userName"));
        assertThat(AttributePath.parse("members.$ref")).isEqualTo(AttributePath.of("members", "$ref"));
        String urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
        assertThat(AttributePath.parse(urn + ":manager.value"))
                .isEqualTo(new AttributePath(urn, "manager", "value"))
                .hasToString(urn + ":manager.value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".a", "a.", "a.b.c", "a b", "a[b pr]", ":a", "urn:", "a:b", "-a", "$", "a\"b\""})
    void whatIsNoPathIsRefused(String text) {
        ScimException e = catchThrowableOfType(ScimException.class, () -> AttributePath.parse(text));
        assertThat(e.error().scimType()).isEqualTo(ScimType.INVALID_PATH);
        assertThat(e.error().detail()).contains("at character ");
    }
}
