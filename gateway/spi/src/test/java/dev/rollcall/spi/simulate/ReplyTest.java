package dev.rollcall.spi.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyTest {

    private static final IdpTransport.Request REQUEST = new IdpTransport.Request("GET", "/Users", Map.of(), null);

    private final ScriptedWire wire = new ScriptedWire();

    @Test
    void anAnswerWithoutBodySaysNothingAgainstActive() {
        assertThat(reply(204, "").active(false)).isNotNull();
        assertThat(wire.unexpected).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"id": "u1", "active": true}   | active is not false
        {"id": "u1", "active": "false"} | active is not false
        {"id": "u1"}                   | active is not false
        {"active": false}              | the resource has no id
        []                             | the body is not a JSON object
        <html>                         | the body is not JSON
        """)
    void aBodyMustBeTheResourceAsItShouldBe(String body, String why) {
        ends(reply(200, body), reply -> reply.active(false), why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                                          | the response is not a ListResponse
        {S, "startIndex": 1, "itemsPerPage": 0, "Resources": []}    | totalResults is not an integer
        {S, "totalResults": "0", "startIndex": 1, "itemsPerPage": 0, "Resources": []} | totalResults is not an integer
        {S, "totalResults": 0, "startIndex": 1, "itemsPerPage": 0}  | Resources is not an array
        {S, "totalResults": 0, "startIndex": 1, "itemsPerPage": 1, "Resources": [{}]} | totalResults is less than what is listed
        {S, "totalResults": 2, "startIndex": 1, "itemsPerPage": 2, "Resources": [{}, {}]} | the look-up finds 2 resources
        """)
    void aLookUpMustBeAListWithOneHitAtTheMost(String body, String why) {
        String schemas = "\"schemas\": [\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"]";
        ends(reply(200, body.replace("S,", schemas + ",")), Reply::sole, why);
    }

    private Reply reply(int status, String body) {
        return new Reply(wire, REQUEST, new IdpTransport.Answer(status, Map.of(), body));
    }

    private void ends(Reply reply, Consumer<Reply> demand, String why) {
        assertThatThrownBy(() -> demand.accept(reply)).isInstanceOf(ScriptEnded.class);
        assertThat(wire.unexpected).containsExactly(why);
    }
}
