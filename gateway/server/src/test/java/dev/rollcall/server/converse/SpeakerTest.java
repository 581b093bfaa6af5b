package dev.rollcall.server.converse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.spi.simulate.IdpTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a conversation demands, and how it says that something is wrong. */
final class SpeakerTest {

    private final List<IdpTransport.Request> sent = new ArrayList<>();

    private void hold(String text, int status, String body) {
        IdpTransport wire = new IdpTransport() {
            @Override
            public Answer send(Request request) {
                sent.add(request);
                return new Answer(status, Map.of("location", List.of("http://x/Users/7")), body);
            }

            @Override
            public void unexpected(Request request, Answer answer, String why) {
                throw new AssertionError(why);
            }
        };
        new Speaker(wire, Map.of("domain", "demo.example"))
                .hold(ConversationReader.read("a.http", text.lines().toList()), "c1");
    }

    @Test
    void whatIsTakenFromAnAnswerIsSentLater() {
        hold("""
            # about
            Accept: x

            POST /Users

            {"userName": "ada.{{unique}}@{{domain}}"}

            HTTP 200
            Location: {{any}}/Users/{{=ada}}

            2 x GET /Users/{{ada}}?n={{n}}
            Accept:

            HTTP 200
            """, 200, "");
        assertThat(sent)
                .extracting(IdpTransport.Request::target)
                .containsExactly("/Users", "/Users/7?n=1", "/Users/7?n=2");
        assertThat(sent.get(0).body()).isEqualTo("{\"userName\": \"ada.c1@demo.example\"}");
        assertThat(sent.get(0).headers())
                .isEqualTo(Map.of("Accept", "x", "Content-Type", "application/scim+json; charset=utf-8"));
        assertThat(sent.get(1).headers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'a': 1}",
                "{'a': 1.0, 'b': {'c': 'x'}}",
                "{'l': [{'v': 'two'}, {'v': 'one'}]}",
                "{'b': '{{any}}', 'none': '{{absent}}'}",
                "{'b': {'c': '{{=c}}'}, 'd': '{{c}}'}",
                "{'b': {'c': '{{any}}x'}}"
            })
    void aBodyMayHoldMoreThanIsExpected(String expected) {
        assertThatCode(() -> hold(expecting("HTTP 200", expected), 200, BODY)).doesNotThrowAnyException();
    }

    private static final String BODY =
            "{\"a\": 1, \"b\": {\"c\": \"x\"}, \"d\": \"x\", \"l\": [{\"v\": \"one\", \"w\": 0}, {\"v\": \"two\"}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP 201 | {'a': 1} | the status is 200, expected 201",
                "HTTP 200 | {'a': 2} | /a is 1, expected 2",
                "HTTP 200 | {'a': '1'} | /a is 1, expected \"1\"",
                "HTTP 200 | {'b': {'c': 'y'}} | /b/c is \"x\", expected \"y\"",
                "HTTP 200 | {'e': '{{any}}'} | /e is nothing",
                "HTTP 200 | {'a': '{{absent}}'} | /a is 1, expected nothing",
                "HTTP 200 | {'l': [{'v': 'one'}]} | expected 1 elements",
                "HTTP 200 | {'l': [{'v': 'one'}, {'v': 'one'}]} | expected an element like",
                "HTTP 200 | {'d': '{{nobody}}'} | {{nobody}} has no value here",
                "HTTP 200 exactly | {'a': 1} | /b was not expected"
            })
    void whatIsOtherwiseIsToldWithItsPlace(String status, String expected, String told) {
        assertThatThrownBy(() -> hold(expecting(status, expected), 200, BODY))
                .isInstanceOf(ConversationException.class)
                .hasMessageStartingWith("a.http:1: ")
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# nothing | there is no request in it",
                "GET /Users | but the file ends",
                "GET /Users;;GET /Groups;;HTTP 200 | expected the status of the response",
                "FETCH /Users;;HTTP 200 | expected a header",
                "GET /Users;;HTTP 200;;{'a': | is not JSON"
            })
    void aFileThatSaysNothingIsRefused(String text, String told) {
        assertThatThrownBy(() -> hold(text.replace(";", "\n").replace('\'', '"'), 200, ""))
                .isInstanceOf(ConversationException.class)
                .hasMessageStartingWith("a.http:")
                .hasMessageContaining(told);
    }

    private static String expecting(String status, String body) {
        return "GET /Users\n\n" + status + "\n\n" + body.replace('\'', '"');
    }
}
