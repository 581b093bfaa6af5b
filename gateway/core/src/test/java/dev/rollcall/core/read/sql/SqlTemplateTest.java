package dev.rollcall.core.read.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlTemplateTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "%s",
                "SELECT %s FROM %s WHERE org_id = $1 LIMIT %d",
                "SELECT %1$s FROM %2$s r WHERE r.%1$s = $2::text AND %2$s < %3$d",
                "%3$d%2$s%1$s"
            })
    void placesAreFilledAsByFormatted(String template) {
        assertThat(SqlTemplate.of(template).with("a%s", "b$1", 7)).isEqualTo(template.formatted("a%s", "b$1", 7));
    }

    @Test
    void aPlaceOfAnotherKindIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SqlTemplate.of("LIKE '%x'"))
                .withMessageContaining("no place that can be filled");
    }
}
