package dev.rollcall.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimError;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.filter.Filter;
import dev.rollcall.scim.message.ScimRequest;
import dev.rollcall.scim.patch.PatchOp;
import dev.rollcall.scim.patch.PatchOperation;
import dev.rollcall.scim.patch.PatchPath;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.spi.RawRequest.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizerTest {

    private static final JsonNode ADA = json("""
        {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ada", "title": "a"}\
        """);
    private static final JsonNode PATCH = json("""
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
         "Operations": [{"op": "replace", "path": "title", "value": "a"}]}\
        """);

    private final Normalizer normalizer = normalizer(Mode.TOLERANT, Set.of());

    @Test
    void aPostBecomesACreate() {
        ScimRequest.Create create =
                (ScimRequest.Create) read(Method.POST, null, Map.of(), ADA).request();
        assertThat(create.type()).isEqualTo(CoreTypes.USER);
        assertThat(create.resource().path("userName").asText()).isEqualTo("ada");
    }

    @Test
    void aPutBecomesAReplaceUnderItsCondition() {
        RawRequest raw = new RawRequest(Method.PUT, "Users", "u1", Map.of(), "W/\"3\"", null, ADA);
        ScimRequest.Replace replace =
                (ScimRequest.Replace) normalizer.normalize(raw).request();
        assertThat(replace.id()).isEqualTo("u1");
        assertThat(replace.ifMatch()).isEqualTo("W/\"3\"");
    }

    @Test
    void aPatchKeepsItsOperations() {
        ScimRequest.Patch patch = (ScimRequest.Patch) normalizer(Mode.STRICT, Set.of())
                .normalize(raw(Method.PATCH, "u1", PATCH))
                .request();
        assertThat(patch.patch().operations())
                .containsExactly(new PatchOperation(PatchOp.REPLACE, PatchPath.parse("title"), ADA.path("title")));
    }

    @Test
    void aDeleteNeedsNoBody() {
        assertThat(read(Method.DELETE, "u1", Map.of(), null).request())
                .isEqualTo(new ScimRequest.Delete(CoreTypes.USER, "u1", null));
    }

    @Test
    void aGetWithIdAsksForOne() {
        RawRequest raw = new RawRequest(
                Method.GET, "Groups", "g1", Map.of("excludedAttributes", "members"), null, "W/\"3\"", null);
        ScimRequest.Get get = (ScimRequest.Get) normalizer.normalize(raw).request();
        assertThat(get.type()).isEqualTo(CoreTypes.GROUP);
        assertThat(get.ifNoneMatch()).isEqualTo("W/\"3\"");
        assertThat(get.projection().wants("members")).isFalse();
    }

    @Test
    void aGetWithoutIdIsAQuery() {
        Map<String, String> parameters = Map.of("filter", "title eq \"a\"", "startIndex", "101", "count", "100");
        ScimRequest.Query query = (ScimRequest.Query) normalizer(Mode.STRICT, Set.of())
                .normalize(raw(Method.GET, parameters))
                .request();
        assertThat(query.filter()).isEqualTo(Filter.parse("title eq \"a\""));
        assertThat(query.startIndex()).isEqualTo(101);
        assertThat(query.count()).isEqualTo(100);
    }

    @Test
    void quirksRunInOrderAndAreNamed() {
        Normalized created = read(Method.POST, null, Map.of(), ADA);
        assertThat(created.quirks()).containsExactly("a-becomes-b", "b-becomes-c");
        assertThat(((ScimRequest.Create) created.request())
                        .resource()
                        .path("title")
                        .asText())
                .isEqualTo("c");
    }

    @Test
    void aQuirkThatChangesNothingIsNotNamed() {
        ObjectNode other = ADA.deepCopy();
        assertThat(read(Method.POST, null, Map.of(), other.put("title", "b")).quirks())
                .containsExactly("b-becomes-c");
        assertThat(read(Method.POST, null, Map.of(), other.put("title", "x")).quirks())
                .isEmpty();
    }

    @Test
    void patchesAndFiltersHaveQuirksOfTheirOwn() {
        Normalized patched = read(Method.PATCH, "u1", Map.of(), PATCH);
        assertThat(((ScimRequest.Patch) patched.request()).patch().operations()).isEmpty();
        assertThat(patched.quirks()).containsExactly("drops-operations");

        Normalized asked = read(Method.GET, null, Map.of("filter", "title pr", "count", "7"), null);
        ScimRequest.Query query = (ScimRequest.Query) asked.request();
        assertThat(query.filter()).isEqualTo(Filter.parse("not (title pr)"));
        assertThat(query.count()).isEqualTo(7);
        assertThat(asked.quirks()).containsExactly("negates-filters");
    }

    @Test
    void eachFiringGivesWhatTheQuirkSawAndWhatItMade() {
        List<Firing> created = read(Method.POST, null, Map.of(), ADA).firings();
        assertThat(created).extracting(Firing::quirk).containsExactly("a-becomes-b", "b-becomes-c");
        assertThat(created)
                .extracting(firing -> firing.before().path("title").asText())
                .containsExactly("a", "b");
        assertThat(created)
                .extracting(firing -> firing.after().path("title").asText())
                .containsExactly("b", "c");

        Firing patched = read(Method.PATCH, "u1", Map.of(), PATCH).firings().get(0);
        assertThat(patched.before()).isEqualTo(PATCH);
        assertThat(patched.after().path("Operations")).isEmpty();

        Firing asked = read(Method.GET, null, Map.of("filter", "title pr"), null)
                .firings()
                .get(0);
        assertThat(asked.before().textValue()).isEqualTo("title pr");
        assertThat(asked.after().textValue()).isEqualTo("not (title pr)");

        Firing answered =
                normalizer.answer(CoreTypes.USER, (ObjectNode) ADA).firings().get(0);
        assertThat(answered.before()).isSameAs(ADA);
        assertThat(answered.after()).isNotEqualTo(ADA);
    }

    @Test
    void noQuirkRunsInStrictMode() {
        Normalizer strict = normalizer(Mode.STRICT, Set.of());
        assertThat(strict.normalize(raw(Method.POST, null, ADA)).quirks()).isEmpty();
        assertThat(strict.answer(CoreTypes.USER, (ObjectNode) ADA).quirks()).isEmpty();
    }

    @Test
    void aQuirkThatIsSwitchedOffDoesNotRun() {
        Normalizer partly = normalizer(Mode.TOLERANT, Set.of("a-becomes-b", "unknown"));
        assertThat(partly.normalize(raw(Method.POST, null, ADA)).quirks()).isEmpty();
    }

    @Test
    void whatWasAcceptedAgainstTheRfcIsReported() {
        ObjectNode odd = ADA.deepCopy();
        odd.put("shoeSize", 44);
        assertThat(read(Method.POST, null, Map.of(), odd).deviations())
                .extracting(deviation -> deviation.rule().word())
                .containsExactly("unknown-attribute");
    }

    @Test
    void anAnswerIsShapedOnlyWhereAQuirkHasSomethingToDo() {
        ObjectNode body = ADA.deepCopy();
        assertThat(normalizer.answer(CoreTypes.USER, body).quirks()).containsExactly("marks-answers");
        assertThat(normalizer.answer(CoreTypes.GROUP, body).body()).isSameAs(body);
        assertThat(normalizer(Mode.STRICT, Set.of())
                        .answer(CoreTypes.USER, body)
                        .body())
                .isSameAs(body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        POST   | u1 | POST is not possible on /Users/{id}; it takes GET, PUT, PATCH and DELETE.
        PUT    |    | PUT is not possible on /Users; it takes GET and POST.
        PATCH  |    | PATCH is not possible on /Users; it takes GET and POST.
        DELETE |    | DELETE is not possible on /Users; it takes GET and POST.
        """)
    void aMethodOnTheWrongResourceIs405(Method method, @Nullable String id, String detail) {
        assertThat(refusal(raw(method, id, ADA))).isEqualTo(ScimError.of(405, detail));
    }

    @Test
    void anUnknownEndpointIs404AndSaysWhichThereAre() {
        RawRequest raw = new RawRequest(Method.GET, "Devices", null, Map.of(), null, null, null);
        assertThat(refusal(raw))
                .isEqualTo(ScimError.notFound("There is no such endpoint; resources are at /Users, /Groups."));
    }

    @ParameterizedTest
    @CsvSource({"POST,", "PUT,u1", "PATCH,u1"})
    void aMissingBodyIsASyntaxError(Method method, @Nullable String id) {
        ScimError error = refusal(raw(method, id, null));
        assertThat(error.scimType()).isEqualTo(ScimType.INVALID_SYNTAX);
        assertThat(error.detail()).isEqualTo("The request has no body; " + method + " needs a JSON object.");
    }

    @Test
    void aBodyThatIsNoObjectIsASyntaxErrorInSpiteOfQuirks() {
        assertThat(refusal(raw(Method.POST, null, json("[]"))).scimType()).isEqualTo(ScimType.INVALID_SYNTAX);
    }

    private Normalized read(Method method, @Nullable String id, Map<String, String> query, @Nullable JsonNode body) {
        return normalizer.normalize(new RawRequest(method, "Users", id, query, null, null, body));
    }

    private ScimError refusal(RawRequest raw) {
        return catchThrowableOfType(ScimException.class, () -> normalizer.normalize(raw))
                .error();
    }

    private static RawRequest raw(Method method, @Nullable String id, @Nullable JsonNode body) {
        return new RawRequest(method, "Users", id, Map.of(), null, null, body);
    }

    private static RawRequest raw(Method method, Map<String, String> query) {
        return new RawRequest(method, "Users", null, query, null, null, null);
    }

    private static Normalizer normalizer(Mode mode, Set<String> disabledQuirks) {
        List<ResourceType> types = List.of(CoreTypes.USER, CoreTypes.GROUP);
        return new Normalizer(new QuirkyAdapter(), new Profile(types, mode, disabledQuirks));
    }

    private static JsonNode json(String text) {
        return ScimJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
