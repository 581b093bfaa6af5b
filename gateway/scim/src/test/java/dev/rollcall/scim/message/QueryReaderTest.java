package dev.rollcall.scim.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.DeviationRule;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.AttributePath;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.resource.Projection;
import dev.rollcall.scim.schema.CoreTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "externalId eq ada|externalId eq \"ada\"|1",
                "userName eq a.b+c@x.example|userName eq \"a.b+c@x.example\"|1",
                "id eq 7d420df3-9995 and active eq True|id eq \"7d420df3-9995\" and active eq \"True\"|2",
                "emails[type eq work and value eq 1e]|emails[type eq \"work\" and value eq \"1e\"]|2",
                "displayName eq 'R&D'|displayName eq \"R&D\"|1",
                "active eq true and title eq \"a b\"|active eq true and title eq \"a b\"|0",
            })
    void inTolerantModeATextMayLackItsQuotes(String sent, String read, int deviations) {
        List<Deviation> found = new ArrayList<>();
        Filter filter = QueryReader.query(CoreTypes.USER, Map.of("filter", sent), Mode.TOLERANT, found::add)
                .filter();
        assertThat(filter).isEqualTo(Filter.parse(read));
        assertThat(found).hasSize(deviations).allMatch(it -> it.rule() == DeviationRule.UNQUOTED_TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"title eq", "title eq ", "title eq )", "title eq a\"b", "title eq a b"})
    void whatIsNoTextAtAllIsRefusedInTolerantModeToo(String sent) {
        ScimException e = catchThrowableOfType(
                ScimException.class,
                () -> QueryReader.query(CoreTypes.USER, Map.of("filter", sent), Mode.TOLERANT, it -> {}));
        assertThat(e.error().scimType()).isEqualTo(ScimType.INVALID_FILTER);
    }

    @Test
    void noParametersMeanEverythingFromTheFirst() {
        assertThat(QueryReader.query(CoreTypes.USER, Map.of("foo", "bar")))
                .isEqualTo(new ScimRequest.Query(CoreTypes.USER, null, null, 1, null, Projection.DEFAULT));
    }

    @Test
    void allParametersAreRead() {
        assertThat(QueryReader.query(
                        CoreTypes.USER,
                        Map.of(
                                "filter", "title pr",
                                "sortBy", "name.familyName",
                                "sortOrder", "Descending",
                                "startIndex", "11",
                                "count", "10",
                                "attributes", "userName, emails.value,,")))
                .isEqualTo(new ScimRequest.Query(
                        CoreTypes.USER,
                        Filter.parse("title pr"),
                        new ScimRequest.Sort(AttributePath.of("name", "familyName"), true),
                        11,
                        10,
                        new Projection(
                                List.of(AttributePath.of("userName"), AttributePath.of("emails", "value")),
                                List.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "0, -5, 1, 0",
        "-3, 0, 1, 0",
        "99999999999, 99999999999, 2147483647, 2147483647",
        "+2, ' 3 ', 2, 3",
    })
    void positionsOutOfRangeBecomeTheNearestInRange(String startIndex, String count, int first, int size) {
        ScimRequest.Query query = QueryReader.query(CoreTypes.USER, Map.of("startIndex", startIndex, "count", count));
        assertThat(query.startIndex()).isEqualTo(first);
        assertThat(query.count()).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "startIndex|x|INVALID_VALUE|startIndex must be an integer",
                "count|1.5|INVALID_VALUE|count must be an integer",
                "count|''|INVALID_VALUE|count must be an integer",
                "filter|userName eq|INVALID_FILTER|at character",
                "filter|''|INVALID_FILTER|at character 1",
                "attributes|a b|INVALID_VALUE|attributes must hold attribute names",
                "sortBy|a.b.c|INVALID_VALUE|sortBy must hold",
            })
    void whatIsWrongIsRefused(String name, String value, ScimType type, String detail) {
        ScimException e =
                catchThrowableOfType(ScimException.class, () -> QueryReader.query(CoreTypes.USER, Map.of(name, value)));
        assertThat(e.error().scimType()).isEqualTo(type);
        assertThat(e.error().detail()).contains(detail);
    }

    @Test
    void sortOrderIsAscendingOrDescending() {
        assertThat(catchThrowableOfType(
                        ScimException.class,
                        () -> QueryReader.query(CoreTypes.USER, Map.of("sortBy", "title", "sortOrder", "up"))))
                .hasMessageContaining("ascending or descending");
    }

    @Test
    void attributesAndExcludedAttributesExcludeEachOther() {
        assertThat(QueryReader.projection(Map.of("attributes", "", "excludedAttributes", "members")))
                .isEqualTo(new Projection(List.of(), List.of(AttributePath.of("members"))));
        assertThat(catchThrowableOfType(
                        ScimException.class,
                        () -> QueryReader.projection(Map.of("attributes", "a", "excludedAttributes", "b"))))
                .hasMessageContaining("cannot be combined");
    }
}
