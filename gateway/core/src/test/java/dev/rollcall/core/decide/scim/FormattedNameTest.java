package dev.rollcall.core.decide.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.ScimJson;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormattedNameTest {

    private static final String BEFORE = "{'name':{'givenName':'Ada','familyName':'Byron','formatted':'Ada Byron'}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'givenName':'Ada','familyName':'King','formatted':'Ada Byron'} | Ada King",
                "{'honorificPrefix':'Lady','givenName':'Ada','familyName':'King','formatted':'Ada Byron'} | Lady Ada"
                        + " King",
                "{'givenName':'Ada','formatted':'Ada Byron'} | Ada"
            })
    void whatIsStaleIsMadeAnew(String name, String formatted) {
        assertThat(FormattedName.anew(json(BEFORE), json("{'name':" + name + "}")))
                .map(document -> document.path("name").path("formatted").asText())
                .contains(formatted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'givenName':'Ada','familyName':'Byron','formatted':'Ada Byron'}",
                "{'givenName':'Ada','familyName':'King','formatted':'King, Ada'}",
                "{'givenName':'Ada','familyName':'King'}",
                "{'formatted':'Ada Byron'}"
            })
    void whatWasChangedOrIsAloneStays(String name) {
        assertThat(FormattedName.anew(json(BEFORE), json("{'name':" + name + "}")))
                .isEmpty();
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) ScimJson.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
