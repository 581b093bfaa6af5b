package dev.rollcall.scim.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.Deviation;
import dev.rollcall.scim.Json;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.schema.CoreTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SearchReaderTest {

    private static final String SCHEMAS = "'schemas':['" + SearchReader.SCHEMA + "']";

    @Test
    void aSearchMeansWhatTheSameParametersMean() {
        assertThat(SearchReader.query(
                        CoreTypes.USER,
                        Json.value("{" + SCHEMAS + ",'filter':'title pr','sortBy':'title','sortOrder':'descending',"
                                + "'startIndex':0,'count':5,'excludedAttributes':['name','emails.type'],'foo':1}"),
                        Mode.STRICT,
                        SearchReaderTest::none))
                .isEqualTo(QueryReader.query(
                        CoreTypes.USER,
                        Map.of(
                                "filter", "title pr",
                                "sortBy", "title",
                                "sortOrder", "descending",
                                "startIndex", "0",
                                "count", "5",
                                "excludedAttributes", "name,emails.type")));
    }

    @Test
    void inTolerantModeATextInTheFilterMayLackItsQuotes() {
        List<Deviation> found = new ArrayList<>();
        JsonNode body = Json.value("{" + SCHEMAS + ",'filter':'USERNAME Eq ada and active eq True'}");
        assertThat(SearchReader.query(CoreTypes.USER, body, Mode.TOLERANT, found::add)
                        .filter())
                .isEqualTo(Filter.parse("USERNAME eq \"ada\" and active eq \"True\""));
        assertThat(found).extracting(it -> it.rule().word()).containsExactly("unquoted-text", "unquoted-text");
        assertThat(catchThrowableOfType(
                                ScimException.class,
                                () -> SearchReader.query(CoreTypes.USER, body, Mode.STRICT, SearchReaderTest::none))
                        .error()
                        .scimType())
                .isEqualTo(ScimType.INVALID_FILTER);
    }

    @Test
    void schemasAreRequiredInStrictModeOnly() {
        assertThat(SearchReader.query(CoreTypes.USER, Json.value("{}"), Mode.TOLERANT, SearchReaderTest::none))
                .isEqualTo(QueryReader.query(CoreTypes.USER, Map.of()));
        assertThat(refusal("{}").error().scimType()).isEqualTo(ScimType.INVALID_SYNTAX);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'filter':5|filter must be a string",
                "'count':'5'|count must be an integer",
                "'startIndex':1.5|startIndex must be an integer",
                "'attributes':'userName'|attributes must be a list",
                "'attributes':[5]|attributes must be a list",
                "'attributes':['a'],'excludedAttributes':['b']|cannot be combined",
            },
            quoteCharacter = '`')
    void whatIsOfTheWrongTypeIsRefused(String member, String detail) {
        ScimException e = refusal("{" + SCHEMAS + "," + member + "}");
        assertThat(e.error().scimType()).isEqualTo(ScimType.INVALID_VALUE);
        assertThat(e.error().detail()).contains(detail);
    }

    /** B8, B9, C14. */
    @Test
    void inTolerantModeItTakesTheTextsThatAGetTakes() {
        List<Deviation> told = new ArrayList<>();
        assertThat(SearchReader.query(
                        CoreTypes.USER,
                        Json.value("{'Filter':' ','count':'3','startIndex':'','attributes':'userName, active'}"),
                        Mode.TOLERANT,
                        told::add))
                .isEqualTo(QueryReader.query(
                        CoreTypes.USER,
                        Map.of("filter", "", "count", "3", "startIndex", " ", "attributes", "userName, active"),
                        Mode.TOLERANT,
                        deviation -> {}));
        assertThat(told).extracting(it -> it.rule().word()).contains("search-as-text", "blank-filter");
    }

    private static void none(Deviation deviation) {
        throw new AssertionError(deviation);
    }

    private static ScimException refusal(String body) {
        return catchThrowableOfType(
                ScimException.class,
                () -> SearchReader.query(CoreTypes.USER, Json.value(body), Mode.STRICT, SearchReaderTest::none));
    }
}
