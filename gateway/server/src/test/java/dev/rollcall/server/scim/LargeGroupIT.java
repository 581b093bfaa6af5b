package dev.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Groups whose members leave the database, and the gateway, piece by piece. */
final class LargeGroupIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final List<Integer> SIZES = List.of(1, 999, 1_000, 1_001, 2_000, 4_500);

    private static String token;

    @BeforeAll
    static void groupsOfManySizes() {
        token = GATEWAY.credential("okta");
        for (int size : SIZES) {
            assertThat(send("POST", "/Groups", group(size)).status()).isEqualTo(201);
        }
    }

    private static String group(int size) {
        String members =
                members(size).stream().map(it -> "{'value':'" + it + "'}").collect(Collectors.joining(","));
        return "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:Group'],'displayName':'Of " + size + "','members':["
                + members + "]}";
    }

    /** Values in the order in which they are stored. */
    private static List<String> members(int size) {
        return IntStream.range(0, size).mapToObj("member-%06d"::formatted).toList();
    }

    private static Answer send(String method, String path, String body) {
        return Http.request(method, GATEWAY.scimUrl("okta") + path)
                .bearer(token)
                .body(body)
                .send();
    }

    private static JsonNode found(int size, String parameters) {
        Answer list = send("GET", "/Groups?filter=displayName%20eq%20%22Of%20" + size + "%22" + parameters, "");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.json().path("Resources")).hasSize(1);
        return list.json().at("/Resources/0");
    }

    @Test
    void everyMemberIsThereOnceInEverySize() {
        for (int size : SIZES) {
            JsonNode group = found(size, "");
            assertThat(group.path("members"))
                    .extracting(member -> member.path("value").asText())
                    .containsExactlyElementsOf(members(size));
            Answer read = send("GET", "/Groups/" + group.path("id").asText(), "");
            assertThat(read.json()).isEqualTo(group);
            assertThat(read.header("ETag")).isEqualTo(group.at("/meta/version").asText());
        }
    }

    @Test
    void aListHoldsGroupsOfAllSizes() {
        JsonNode list = send("GET", "/Groups", "").json();
        assertThat(list.path("itemsPerPage").intValue()).isEqualTo(SIZES.size());
        assertThat(list.path("Resources"))
                .extracting(group -> group.path("members").size())
                .containsExactlyElementsOf(SIZES);
    }

    @Test
    void aLargeAnswerIsSentInChunksAndASmallOneWithItsLength() {
        assertThat(send("GET", "/Groups", "").header("Transfer-Encoding")).isEqualTo("chunked");
        Answer small = send("GET", "/Groups?excludedAttributes=members", "");
        assertThat(small.header("Content-Length"))
                .isEqualTo(Integer.toString(small.body().length()));
        assertThat(small.json().path("Resources")).noneMatch(group -> group.has("members"));
    }

    @Test
    void aProjectionHoldsForEveryPiece() {
        JsonNode group = found(4_500, "&attributes=members.value");
        assertThat(group.fieldNames()).toIterable().containsExactlyInAnyOrder("schemas", "id", "members");
        assertThat(group.path("members"))
                .hasSize(4_500)
                .allSatisfy(
                        member -> assertThat(member.fieldNames()).toIterable().containsExactly("value"));
    }

    @Test
    void theAnswerToAWriteShowsAllMembersToo() {
        String path = "/Groups/" + found(2_000, "").path("id").asText();
        Answer patched = send(
                "PATCH",
                path + "?attributes=members",
                "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],"
                        + "'Operations':[{'op':'replace','path':'externalId','value':'x'}]}");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.json().path("members")).hasSize(2_000);
        assertThat(patched.header("ETag"))
                .isEqualTo(send("GET", path + "?attributes=displayName", "").header("ETag"));
    }
}
