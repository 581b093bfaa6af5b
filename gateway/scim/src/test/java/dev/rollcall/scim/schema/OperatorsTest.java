package dev.rollcall.scim.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OperatorsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName co \"x\"",
                "userName gt \"x\"",
                "userName eq null",
                "active ne true",
                "active eq null",
                "meta.created ge \"2030-01-31T12:00:00+02:00\"",
                "profileUrl sw \"https://\"",
                "x509Certificates.value eq \"AAAA\"",
            })
    void comparisonsThatMakeSenseAreAccepted(String filter) {
        assertThatCode(() -> require(filter)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "active gt true|gt does not suit active",
                "active eq \"true\"|without quotes",
                "userName eq 5|userName is compared with a text",
                "userName co null|accepted: eq and ne",
                "x509Certificates.value co \"AA\"|does not suit value",
                "meta.created co \"2030\"|does not suit created",
                "meta.created gt \"2030-01-31\"|time with zone",
                "name eq \"x\"|is complex",
                "password eq \"x\"|cannot be searched",
            })
    void othersAreRefusedWithAReason(String filter, String reason) {
        ScimException e = catchThrowableOfType(ScimException.class, () -> require(filter));
        assertThat(e.error().scimType()).isEqualTo(ScimType.INVALID_FILTER);
        assertThat(e.error().detail()).contains(reason);
    }

    @Test
    void aComplexAttributeIsComparedByItsValue() {
        assertThat(Operators.operand(attribute("emails"))).isEqualTo(attribute("emails.value"));
        assertThat(Operators.operand(attribute("userName"))).isEqualTo(attribute("userName"));
        assertThat(Operators.operand(attribute("name"))).isNull();
    }

    private static void require(String filter) {
        Filter.Comparison comparison = (Filter.Comparison) Filter.parse(filter);
        Operators.require(attribute(comparison.path().toString()), comparison.op(), comparison.value());
    }

    private static Attribute attribute(String path) {
        ResourceType.Resolved found = Objects.requireNonNull(CoreTypes.USER.resolve(AttributePath.parse(path)), path);
        return found.subAttribute() == null ? found.attribute() : found.subAttribute();
    }
}
