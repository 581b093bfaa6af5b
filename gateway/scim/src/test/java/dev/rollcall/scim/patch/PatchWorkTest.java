package dev.rollcall.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.DeviationRule;
import dev.rollcall.scim.Json;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.scim.error.ScimException;
import dev.rollcall.scim.error.ScimType;
import dev.rollcall.scim.schema.CoreTypes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * H5: what one PATCH may cost, whatever it is made of. Each body is of up to a megabyte, which is what the gateway reads, and meets a
 * user with as much of everything as one may have. Before there was a budget, each took from seconds to minutes.
 */
final class PatchWorkTest {

    /** A hundred times what the budget takes on a machine that has nothing else to do; without a budget each of them takes minutes. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int MEGABYTE = 1_000_000;

    private static final ObjectNode USER = user();

    private static ObjectNode user() {
        ObjectNode user = Json.object("{'userName':'j','active':true}");
        ArrayNode emails = user.putArray("emails");
        ArrayNode addresses = user.putArray("addresses");
        for (int i = 0; i < 500; i++) {
            emails.addObject().put("value", i + "@x").put("display", "\u00c4b".repeat(750) + i);
            addresses.addObject().put("locality", "x" + i);
        }
        return user;
    }

    /** Name, one operation of many, whether so many of it are too much. */
    static Stream<Arguments> hostile() {
        return Stream.of(
                Arguments.of(
                        "filters of many terms",
                        each(i -> "{'op':'replace','path':'emails[" + terms("display co", i, 380)
                                + "].type','value':'work'}"),
                        true),
                Arguments.of(
                        "filters that match nothing",
                        each(i -> "{'op':'remove','path':'emails[" + terms("display eq", i, 100) + "]'}"),
                        true),
                Arguments.of(
                        "presence",
                        each(i -> "{'op':'remove','path':'emails["
                                + Stream.generate(() -> "type pr").limit(400).collect(Collectors.joining(" and "))
                                + "]'}"),
                        true),
                Arguments.of(
                        "additions one by one",
                        each(i -> "{'op':'add','path':'addresses','value':[{'locality':'x" + i % 400 + "'}]}"),
                        true),
                Arguments.of(
                        "removals one by one",
                        each(i -> "{'op':'remove','path':'emails','value':[{'value':'n" + i + "'}]}"),
                        true),
                Arguments.of(
                        "changes of all elements",
                        each(i -> "{'op':'replace','path':'emails.type','value':'" + i + "'}"),
                        true),
                Arguments.of(
                        "unknown attributes",
                        "[{'op':'replace','value':{" + many(i -> "'u" + i + "':'x'") + "}}]",
                        false),
                Arguments.of("unknown paths", each(i -> "{'op':'add','path':'u" + i + "','value':'x'}"), false),
                Arguments.of(
                        "one attribute again and again",
                        each(i -> "{'op':'replace','path':'title','value':'" + i + "'}"),
                        false),
                Arguments.of(
                        "read-only attributes",
                        "[{'op':'add','value':{'meta':{" + many(i -> "'u" + i + "':1") + "}}}]",
                        false),
                Arguments.of(
                        "an extension",
                        "[{'op':'add','value':{'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{"
                                + many(i -> "'u" + i + "':1") + "}}}]",
                        false));
    }

    private static String each(IntFunction<String> operation) {
        return "[" + many(operation) + "]";
    }

    private static String many(IntFunction<String> part) {
        StringBuilder text = new StringBuilder(part.apply(0));
        for (int i = 1; text.length() < MEGABYTE * 9 / 10; i++) {
            text.append(',').append(part.apply(i));
        }
        return text.toString();
    }

    private static String terms(String comparison, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> comparison + " \\'q" + i + "\\'")
                .collect(Collectors.joining(" or "))
                .replace("\\'", "\\\"");
    }

    private static PatchRequest read(String operations, Mode mode) {
        String body =
                "{\"schemas\":[\"" + PatchRequest.SCHEMA + "\"],\"Operations\":" + operations.replace('\'', '"') + "}";
        return PatchReader.read(ScimJson.parse(body.getBytes(StandardCharsets.UTF_8)), mode)
                .request();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void aRequestIsDoneOrRefusedInAMoment(String name, String operations, boolean isTooMuch) {
        assertTimeoutPreemptively(LONGEST, () -> {
            PatchRequest patch = read(operations, Mode.TOLERANT);
            if (isTooMuch) {
                ScimException refused = catchThrowableOfType(
                        ScimException.class, () -> PatchApplier.apply(CoreTypes.USER, USER, patch, Mode.TOLERANT));
                assertThat(refused.error().status()).isEqualTo(400);
                assertThat(refused.error().scimType()).isEqualTo(ScimType.TOO_MANY);
            } else {
                PatchApplier.apply(CoreTypes.USER, USER, patch, Mode.TOLERANT);
            }
        });
    }

    /** R28: nothing that stands beside a deactivation keeps it from counting, also when it is too much. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void aDeactivationCountsBesideAnyOfThem(String name, String operations, boolean isTooMuch) {
        for (String active :
                new String[] {"{'op':'replace','path':'active','value':false}", "{'op':'add','value':{'active':false}}"
                }) {
            String list = operations.substring(1, operations.length() - 1);
            for (String all : new String[] {"[" + active + "," + list + "]", "[" + list + "," + active + "]"}) {
                assertTimeoutPreemptively(LONGEST, () -> {
                    PatchApplier.Result result =
                            PatchApplier.apply(CoreTypes.USER, USER, read(all, Mode.TOLERANT), Mode.TOLERANT);
                    assertThat(result.resource().path("active").asText()).isEqualToIgnoringCase("false");
                    if (isTooMuch) {
                        assertThat(result.deviations())
                                .anyMatch(deviation -> deviation.rule() == DeviationRule.BESIDE_DEACTIVATION);
                    }
                });
            }
        }
    }

    @Test
    void whatIsLeftOutBesideADeactivationLeavesNoTrace() {
        PatchRequest patch = read(
                "[{'op':'add','path':'emails','value':[{'value':'n@x','primary':true},{'value':1}]},"
                        + "{'op':'add','path':'name','value':{'givenName':'A','familyName':1}},"
                        + "{'op':'add','value':{'title':'T','nickName':1,'active':false,"
                        + "'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'division':'D','department':1}}},"
                        + "{'op':'remove','path':'userName'}]",
                Mode.TOLERANT);
        ObjectNode expected = USER.deepCopy().put("title", "T").put("active", false);

        assertThat(PatchApplier.apply(CoreTypes.USER, USER, patch, Mode.TOLERANT)
                        .resource())
                .isEqualTo(expected);
    }

    @Test
    void whatIdentityProvidersSendIsFarFromTheLimit() {
        ObjectNode few = JsonNodeFactory.instance.objectNode().put("userName", "j");
        StringBuilder operations = new StringBuilder("{'op':'add','path':'title','value':'T'}");
        for (int i = 0; i < 200; i++) {
            operations
                    .append(",{'op':'add','path':'emails','value':[{'value':'")
                    .append(i)
                    .append("@x','type':'t")
                    .append(i)
                    .append("'}]},{'op':'replace','path':'emails[type eq \\\"t")
                    .append(i)
                    .append("\\\"].value','value':'n")
                    .append(i)
                    .append("@x'}");
        }
        PatchRequest patch = read("[" + operations + "]", Mode.STRICT);

        assertThat(PatchApplier.apply(CoreTypes.USER, few, patch, Mode.STRICT)
                        .resource()
                        .path("emails")
                        .size())
                .isEqualTo(200);
    }
}
