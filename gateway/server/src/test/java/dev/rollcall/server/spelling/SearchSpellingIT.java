package dev.rollcall.server.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.admin.directory.Directories;
import dev.rollcall.core.command.Actor;
import dev.rollcall.scim.schema.Attribute;
import dev.rollcall.scim.schema.CoreTypes;
import dev.rollcall.scim.schema.ResourceType;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One reading for what is asked, as {@link SpellingLawTest} has it for what is written: a filter by every attribute finds the same
 * however the attribute is spelled, by GET and by {@code .search}, with numbers and lists or with texts for them. The spellings are
 * those of the paths of a PATCH.
 */
final class SearchSpellingIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

    private String scim = "";
    private String token = "";
    private int made;

    private record Found(int status, TreeSet<String> ids) {}

    private void connect(String provider) {
        var parts = GATEWAY.gateway().parts();
        Actor actor = Actor.gateway(GATEWAY.demo().organisation().id());
        UUID directory = new Directories(parts.database().writes(), parts.time())
                .create(actor, "Searches of " + provider, provider)
                .await()
                .id();
        token = parts.credentials().issue(actor, directory, null).await().token();
        scim = GATEWAY.url() + "/scim/v2/" + directory;
    }

    @ParameterizedTest
    @MethodSource("dev.rollcall.server.AdapterFolders#providers")
    @DisplayName("B9, C14: a filter finds the same in every spelling, by GET and by .search")
    void aFilterFindsTheSameInEverySpelling(String provider) {
        connect(provider);
        List<String> different = new ArrayList<>();
        for (Target target : targets()) {
            String with = create(target, target.in(JSON.objectNode(), target.value(first(target))));
            String other = create(target, target.in(JSON.objectNode(), target.value(first(target) + 3)));
            String end = ") and (id eq \"" + with + "\" or id eq \"" + other + "\")";
            for (String condition : conditions(target)) {
                Found plain = get(target, "(" + target.path() + condition + end);
                assertThat(plain.status()).as(target + condition).isEqualTo(200);
                assertThat(plain.ids()).as(target + condition).contains(with);
                if (condition.contains("eq")) {
                    assertThat(plain.ids()).as(target + condition).containsExactly(with);
                }
                Spelling.paths(target).forEach((form, path) -> {
                    String filter = "(" + path + condition + end;
                    compare(different, plain, get(target, filter), "GET " + form + " of " + target + condition);
                    for (boolean asTexts : new boolean[] {false, true}) {
                        compare(
                                different,
                                plain,
                                search(target, filter, asTexts),
                                ".search " + (asTexts ? "in texts, " : "") + form + " of " + target + condition);
                    }
                });
            }
        }
        assertThat(different).as(provider).isEmpty();
    }

    private static void compare(List<String> different, Found plain, Found found, String what) {
        if (!found.equals(plain)) {
            different.add(what + " -> " + found + "; plain: " + plain);
        }
    }

    /** The number of a value; members of groups are not to name users of the test by their externalId. */
    private static int first(Target target) {
        return target.type().equals(CoreTypes.USER) ? 2 : 6;
    }

    /** What a filter may ask of a target, behind its path. */
    private static List<String> conditions(Target target) {
        Attribute attribute = target.written();
        JsonNode value = target.value(first(target));
        if (attribute.isComplex() && attribute.multiValued() && attribute.subAttribute("value") != null) {
            return List.of(
                    " pr",
                    ".value eq " + value.get(0).get("value"),
                    ".VALUE eq " + value.get(0).get("value"));
        }
        return attribute.isComplex() || attribute.multiValued() ? List.of(" pr") : List.of(" pr", " eq " + value);
    }

    private Found get(Target target, String filter) {
        return found(Http.get(scim + target.type().endpoint() + "?count=10&filter="
                        + URLEncoder.encode(filter, StandardCharsets.UTF_8))
                .bearer(token)
                .send());
    }

    private Found search(Target target, String filter, boolean asTexts) {
        ObjectNode body = JSON.objectNode();
        body.putArray("schemas").add(SEARCH);
        body.put("filter", filter);
        if (asTexts) {
            body.put("count", "10").put("startIndex", "1").put("attributes", "id,meta");
        } else {
            body.put("count", 10)
                    .put("startIndex", 1)
                    .putArray("attributes")
                    .add("id")
                    .add("meta");
        }
        return found(Http.request("POST", scim + target.type().endpoint() + "/.search")
                .bearer(token)
                .exactly(body.toString())
                .send());
    }

    private static Found found(Answer answer) {
        TreeSet<String> ids = new TreeSet<>();
        answer.json().path("Resources").forEach(one -> ids.add(one.path("id").asText()));
        return new Found(answer.status(), ids);
    }

    private String create(Target target, ObjectNode attributes) {
        ObjectNode resource = JSON.objectNode();
        resource.putArray("schemas").add(target.type().schema().id());
        resource.put(target.type().equals(CoreTypes.USER) ? "userName" : "displayName", "resource " + ++made);
        resource.setAll(attributes);
        Answer answer = Http.request("POST", scim + target.type().endpoint())
                .bearer(token)
                .exactly(resource.toString())
                .send();
        assertThat(answer.status()).as(target + ": " + answer.body()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private static List<Target> targets() {
        return Stream.<ResourceType>of(CoreTypes.USER, CoreTypes.GROUP)
                .flatMap(type -> Target.of(type).stream())
                .toList();
    }
}
