package dev.rollcall.spi.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.Adapter;
import dev.rollcall.spi.Normalized;
import dev.rollcall.spi.Normalizer;
import dev.rollcall.spi.Profile;
import dev.rollcall.spi.Quirk;
import dev.rollcall.spi.RawRequest;
import dev.rollcall.spi.RawRequest.Method;
import dev.rollcall.spi.profile.problem.ProfileError;
import dev.rollcall.spi.profile.problem.ProfileException;
import dev.rollcall.spi.quirk.PatchWithoutEnvelope;
import dev.rollcall.spi.quirk.StringBooleans;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileReaderTest {

    private static final List<ResourceType> TYPES = List.of(CoreTypes.USER, CoreTypes.GROUP);

    private final ProfileReader reader = new ProfileReader(List.of(new Plain("plain", null), new Plain("acme", """
        {"quirks": ["string-booleans"],
         "user": {"attributes": [{"to": "userName", "from": "login"}, {"to": "title", "from": "job"}]}}
        """)));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        []                                       | must be an object with version
        {"usr": {}}                              | usr: is not known here; accepted are version, description, extends
        {"version": 2}                           | version: must be a whole number from 1 to 1.
        {"extends": "acmee"}                     | extends: must be null or the name of a preset: acme.
        {"quirks": ["no-such"]}                  | quirks[0]: must be one of patch-without-envelope, string-booleans.
        {"quirks": ["string-booleans", "string-booleans"]} | quirks: string-booleans is in the list twice
        {"habits": ["lying"]}                    | habits[0]: must be one of nobody-is-a-failure
        {"user": {"attributes": [{"from": "a"}]}} | user.attributes[0]: to is missing.
        {"user": {"attributes": [{"to": "usrName"}]}} | user.attributes[0].to: usrName is not an attribute of a User; there are
        {"user": {"attributes": [{"to": "emails[type eq"}]}} | user.attributes[0].to: is not a SCIM path
        {"user": {"attributes": [{"to": "meta"}]}} | user.attributes[0].to: meta is
        {"user": {"attributes": [{"to": "title", "apply": "shout"}]}} | user.attributes[0].apply: must be the name of a function
        {"user": {"attributes": [{"to": "title", "apply": ["trim", {"before": 7}]}]}} | user.attributes[0].apply[1].before: must be a text
        {"user": {"attributes": [{"to": "title", "apply": "before"}]}} | before needs an argument, as in {"before":";"}.
        {"user": {"attributes": [{"to": "title", "apply": {"trim": 1}}]}} | trim takes no argument; write "trim".
        {"user": {"attributes": [{"to": "title", "constant": "a", "apply": "trim"}]}} | user.attributes[0]: A constant needs no default
        {"user": {"attributes": [{"to": "title"}, {"to": "Title"}]}} | user.attributes[1].to: Title has a mapping already
        {"user": {"attributes": [{"to": "active", "constant": true}]}} | active decides who has access, so a deactivation takes effect
        {"user": {"attributes": [{"to": "title", "from": "active"}]}} | With copy it stays where it is.
        {"user": {"attributes": [{"to": "active", "apply": "not"}]}} | Here false would become true.
        {"user": {"ignore": ["Active"]}}         | user.ignore: active decides who has access
        {"user": {"attributes": [{"to": "emails[type eq \\"work\\"].value", "from": "mail", "inResponses": true}]}} | is possible where to is a plain name
        """)
    void aBadDocumentIsRefusedWithThePlaceAndWhatIsAccepted(String document, String said) {
        ProfileException refusal =
                catchThrowableOfType(ProfileException.class, () -> reader.read(json(document), "plain", TYPES));
        assertThat(refusal).hasMessageContaining(said);
        assertThat(refusal.errors()).isNotEmpty();
    }

    @Test
    void everyFaultIsToldAtOnce() {
        ProfileException refusal = catchThrowableOfType(
                ProfileException.class,
                () -> reader.read(json("{\"version\": 2, \"quirks\": 7, \"user\": {\"x\": 1}}"), "plain", TYPES));
        assertThat(refusal.errors()).extracting(ProfileError::place).containsExactly("version", "quirks", "user.x");
    }

    @Test
    void anEmptyDocumentIsWhatTheProviderHas() {
        assertThat(reader.read(json("{}"), "plain", TYPES).quirks())
                .extracting(Quirk::id)
                .containsExactly("patch-without-envelope", "string-booleans");
        ClientProfile acme = reader.ofProvider("acme");
        assertThat(acme.quirks()).extracting(Quirk::id).containsExactly("string-booleans");
        assertThat(acme.user().attributes()).hasSize(2);
    }

    @Test
    void aDocumentIsPutOverWhatItExtends() {
        ObjectNode whole = reader.whole(json("""
            {"extends": "acme", "quirks": [],
             "user": {"attributes": [{"to": "title", "from": "position"}], "ignore": ["x"]}}
            """), "plain");
        assertThat(whole).isEqualTo(json("""
            {"extends": null, "quirks": [],
             "user": {"attributes": [{"to": "userName", "from": "login"}, {"to": "title", "from": "position"}],
                      "ignore": ["x"]}}
            """));
        assertThat(reader.whole(json("{\"extends\": null}"), "acme")).isEqualTo(json("{\"extends\": null}"));
    }

    @Test
    void namesAndValuesAreReadInBodiesPathsAndFilters() {
        String document = """
            {"user": {"attributes": [
                {"to": "userName", "from": ["login", "user_name"], "apply": "lower-case", "inResponses": true},
                {"to": "emails[type eq \\"work\\"].value", "from": "mail"},
                {"to": "name.givenName", "from": "person.first"},
                {"to": "active", "from": "state", "values": {"L": false, "A": true}},
                {"to": "userType", "constant": "Employee"},
                {"to": "title", "default": "none"}],
              "ignore": ["secret"]}}
            """;
        ScimRequest.Create created = (ScimRequest.Create)
                read(document, Method.POST, null, Map.of(), """
                    {"login": "ADA", "mail": "ada@example.com", "person": {"first": "Ada"}, "state": "a", "secret": "x"}
                    """).request();
        assertThat(created.resource()).isEqualTo(json("""
            {"userName": "ada", "emails": [{"type": "work", "value": "ada@example.com"}], "name": {"givenName": "Ada"},
             "active": true, "userType": "Employee", "title": "none"}
            """));

        ScimRequest.Patch patched = (ScimRequest.Patch)
                read(document, Method.PATCH, "u1", Map.of(), """
                    {"Operations": [{"op": "replace", "path": "state", "value": "l"}, {"op": "remove", "path": "mail"},
                                    {"op": "replace", "path": "secret", "value": "x"},
                                    {"op": "replace", "value": {"LOGIN": "B"}}]}
                    """).request();
        assertThat(patched.patch().operations())
                .extracting(operation -> operation.op() + " " + operation.path() + " " + operation.value())
                .containsExactly(
                        "REPLACE active false",
                        "REMOVE emails[type eq \"work\"].value null",
                        "REPLACE null {\"userName\":\"b\"}");

        Normalized query =
                read(document, Method.GET, null, Map.of("filter", "login eq \"ADA\" and mail co \"x\""), null);
        assertThat(Objects.requireNonNull(((ScimRequest.Query) query.request()).filter())
                        .print())
                .isEqualTo("userName eq \"ada\" and emails[type eq \"work\" and value co \"x\"]");
        assertThat(query.firings()).hasSize(1);

        Normalizer.Answer answer =
                normalizer(document).answer(CoreTypes.USER, (ObjectNode) json("{\"userName\": \"ada\"}"));
        assertThat(answer.body()).isEqualTo(json("{\"userName\": \"ada\", \"login\": \"ada\"}"));
    }

    @Test
    void aBareDeltaIsFirstGivenItsEnvelopeAndThenItsNames() {
        ScimRequest.Patch patched = (ScimRequest.Patch) read(
                        "{\"user\": {\"attributes\": [{\"to\": \"active\", \"from\": \"enabled\"}]}}",
                        Method.PATCH,
                        "u1",
                        Map.of(),
                        "{\"enabled\": false}")
                .request();
        assertThat(patched.patch().operations().get(0).value()).isEqualTo(json("{\"active\": false}"));
    }

    private Normalized read(
            String document, Method method, @Nullable String id, Map<String, String> query, @Nullable String body) {
        return normalizer(document)
                .normalize(new RawRequest(method, "Users", id, query, null, null, body == null ? null : json(body)));
    }

    private Normalizer normalizer(String document) {
        ClientProfile profile = reader.read(json(document), "plain", TYPES);
        return new Normalizer(profile.running(), new Profile(TYPES, Mode.TOLERANT, Set.of()));
    }

    private static JsonNode json(String text) {
        return ScimJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private record Plain(String provider, @Nullable String document) implements Adapter {

        @Override
        public String displayName() {
            return provider;
        }

        @Override
        public List<Quirk> quirks() {
            return List.of(new PatchWithoutEnvelope(), new StringBooleans());
        }

        @Override
        public Optional<ObjectNode> profile() {
            return Optional.ofNullable(document).map(text -> (ObjectNode) json(text));
        }
    }
}
