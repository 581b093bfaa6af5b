package dev.rollcall.server.conformance;

import static dev.rollcall.server.conformance.ScimClient.ENTERPRISE;
import static dev.rollcall.server.conformance.ScimClient.assertError;
import static dev.rollcall.server.conformance.ScimClient.at;
import static dev.rollcall.server.conformance.ScimClient.fresh;
import static dev.rollcall.server.conformance.ScimClient.group;
import static dev.rollcall.server.conformance.ScimClient.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.Provisioning;
import dev.rollcall.core.command.Caller;
import dev.rollcall.scim.Mode;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.node.Parts;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** POST /Bulk (RFC 7644 section 3.7). */
final class BulkIT {

    @RegisterExtension
    static final TwoModes DIRECTORIES = new TwoModes();

    private static final String PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    private static Answer bulk(ScimClient scim, String failOnErrors, List<String> operations) {
        return scim.post(
                "/Bulk",
                "{'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],"
                        + (failOnErrors.isEmpty() ? "" : "'failOnErrors':" + failOnErrors + ",") + "'Operations':["
                        + String.join(",", operations) + "]}");
    }

    private static List<JsonNode> results(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().at("/schemas/0").asText())
                .isEqualTo("urn:ietf:params:scim:api:messages:2.0:BulkResponse");
        List<JsonNode> results = new ArrayList<>();
        answer.json().path("Operations").forEach(results::add);
        return results;
    }

    private static List<String> statuses(List<JsonNode> results) {
        return results.stream()
                .map(result -> {
                    assertThat(result.path("status").isTextual()).isTrue();
                    return result.path("status").textValue();
                })
                .toList();
    }

    private static String post(String endpoint, String bulkId, String data) {
        return "{'method':'POST','path':'/" + endpoint + "','bulkId':'" + bulkId + "','data':" + data + "}";
    }

    private static String operation(String method, String path, String version, String data) {
        return "{'method':'" + method + "','path':'" + path + "'"
                + (version.isEmpty() ? "" : ",'version':'" + version.replace("\"", "\\\"") + "'")
                + (data.isEmpty() ? "" : ",'data':" + data) + "}";
    }

    private static String rename(String title) {
        return "{'schemas':['" + PATCH_OP + "'],'Operations':[{'op':'replace','path':'title','value':'" + title
                + "'}]}";
    }

    private static String path(JsonNode result) {
        String location = URI.create(result.path("location").asText()).getPath();
        return location.substring(location.lastIndexOf('/', location.lastIndexOf('/') - 1));
    }

    private static List<String> values(JsonNode list) {
        List<String> values = new ArrayList<>();
        list.forEach(element -> values.add(element.path("value").asText()));
        return values;
    }

    private static String id(JsonNode result) {
        return path(result).substring(path(result).lastIndexOf('/') + 1);
    }

    @FinePrint(50)
    @InBothModes
    void aBulkGoesOnAfterErrors(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode there = scim.made();
        List<JsonNode> results = results(bulk(
                scim,
                "",
                List.of(
                        post("Users", "one", user(fresh())),
                        post("Users", "taken", user(there.path("userName").asText())),
                        operation("PATCH", at(there), "", rename("Countess")),
                        operation("PATCH", "/Users/nobody", "", rename("Nobody")),
                        operation("PUT", at(there), "", user(fresh())),
                        operation("DELETE", at(there), "", ""),
                        post("Nothing", "none", "{}"))));
        assertThat(statuses(results)).containsExactly("201", "409", "200", "404", "200", "204", "404");
        assertThat(results.get(0).path("bulkId").asText()).isEqualTo("one");
        assertThat(results.get(1).path("bulkId").asText()).isEqualTo("taken");
        assertThat(results.get(1).has("location")).isFalse();
        assertThat(results.get(1).at("/response/scimType").asText()).isEqualTo("uniqueness");
        assertThat(results.get(1).at("/response/status").asText()).isEqualTo("409");
        Answer made = scim.get(path(results.get(0)));
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.header("ETag")).isEqualTo(results.get(0).path("version").asText());
        assertThat(scim.get(at(there)).status()).isEqualTo(404);
    }

    @FinePrint(50)
    @InBothModes
    void afterAsManyErrorsAsTheClientBearsTheRestIsNotTried(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String last = fresh();
        List<String> operations = List.of(
                operation("DELETE", "/Users/nobody", "", ""),
                post("Users", "one", user(fresh())),
                operation("DELETE", "/Users/nobody", "", ""),
                post("Users", "two", user(last)));
        assertThat(statuses(results(bulk(scim, "2", operations)))).containsExactly("404", "201", "404");
        assertThat(scim.find("userName eq \"" + last + "\"")).isEmpty();
    }

    /** C2. */
    @FinePrint(50)
    @InBothModes
    void whatCannotBeReadIsAnsweredInItsPlaceAndTheOthersAreDone(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode there = scim.made();
        List<String> unreadable = List.of(
                operation("DELETE", "/Users", "", ""),
                "{'method':'POST','path':'/Users/x','bulkId':'x','data':" + user(fresh()) + "}",
                "{'method':'POST','path':'/Users','data':" + user(fresh()) + "}",
                operation("PUT", at(there), "", ""),
                operation("PATCH", at(there), "", "'text'"),
                operation("GET", at(there), "", ""),
                operation("PURGE", at(there), "", ""),
                "{'path':'/Users','bulkId':'y','data':{}}",
                "{'method':'DELETE','path':5}",
                "{'method':'DELETE','path':'" + at(there) + "','version':5}",
                post("Users", "good", user(fresh())),
                "{'method':'POST','path':'/Users','bulkId':5,'data':{}}",
                "'DELETE'",
                "null",
                "[]");
        for (String bad : unreadable) {
            String name = fresh();
            List<JsonNode> results = results(bulk(
                    scim,
                    "",
                    List.of(post("Users", "good", user(name)), bad, operation("PATCH", at(there), "", rename(name)))));
            assertThat(statuses(results)).as(bad).containsExactly("201", "400", "200");
            JsonNode error = results.get(1).path("response");
            assertThat(error.path("scimType").asText()).isEqualTo("invalidSyntax");
            assertThat(error.path("detail").asText()).contains("Operations[1]");
            assertThat(scim.find("userName eq \"" + name + "\"")).hasSize(1);
            assertThat(scim.get(at(there)).json().path("title").asText()).isEqualTo(name);
        }
        JsonNode named = results(bulk(scim, "", List.of(operation("PUT", at(there), "", ""))))
                .get(0);
        assertThat(named.path("method").asText()).isEqualTo("PUT");
        assertThat(path(named)).isEqualTo(at(there));
    }

    /** C2. */
    @FinePrint(50)
    @InBothModes
    void whatCannotBeReadCountsAmongTheErrorsAndFailsWhatRefersToIt(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String last = fresh();
        List<String> operations = List.of(
                operation("GET", "/Users", "", ""),
                post("Users", "one", user(fresh())),
                operation("DELETE", "/Users", "", ""),
                post("Users", "last", user(last)));
        assertThat(statuses(results(bulk(scim, "2", operations)))).containsExactly("400", "201", "400");
        assertThat(scim.find("userName eq \"" + last + "\"")).isEmpty();
        List<JsonNode> referring = results(bulk(
                scim,
                "",
                List.of(
                        post("Groups", "team", group("Team " + fresh(), "'members':[{'value':'bulkId:bad'}]")),
                        "{'method':'POST','path':'/Users','bulkId':'bad','data':7}")));
        assertThat(statuses(referring)).containsExactly("409", "400");
    }

    /** C10. */
    @FinePrint(50)
    @InBothModes
    void zeroMeansNoLimitWhereTheDirectoryIsTolerant(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        List<String> operations =
                List.of(operation("DELETE", "/Users/nobody", "", ""), post("Users", "one", user(fresh())));
        for (String none : List.of("0", "'0'")) {
            Answer answer = bulk(scim, none, operations);
            if (mode == Mode.STRICT) {
                assertError(answer, 400, "invalidSyntax");
            } else {
                assertThat(statuses(results(answer))).containsExactly("404", "201");
            }
            operations = List.of(operations.get(0), post("Users", "one", user(fresh())));
        }
        assertError(bulk(scim, "-1", operations), 400, "invalidSyntax");
        assertError(bulk(scim, "1.5", operations), 400, "invalidSyntax");
        assertThat(statuses(results(bulk(scim, "null", operations)))).containsExactly("404", "201");
    }

    @FinePrint(51)
    @InBothModes
    void referencesWorkInAnyOrder(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        List<JsonNode> results = results(
                bulk(
                        scim,
                        "",
                        List.of(
                                post("Groups", "team", group("Team " + fresh(), "'members':[{'value':'bulkId:ada'}]")),
                                post(
                                        "Users",
                                        "ada",
                                        "{'schemas':['" + ScimClient.USER + "','" + ENTERPRISE + "'],'userName':'"
                                                + fresh() + "','" + ENTERPRISE
                                                + "':{'manager':{'value':'bulkId:boss'}}}"),
                                post("Users", "boss", user(fresh())),
                                operation("PATCH", "/Users/bulkId:boss", "", rename("Boss")),
                                operation(
                                        "PATCH",
                                        "/Groups/bulkId:team",
                                        "",
                                        "{'schemas':['" + PATCH_OP
                                                + "'],'Operations':[{'op':'add','path':'members','value':[{'value':'bulkId:boss'}]}]}"))));
        assertThat(statuses(results)).containsExactly("201", "201", "201", "200", "200");
        JsonNode team = scim.get(path(results.get(0))).json();
        assertThat(values(team.path("members"))).containsExactlyInAnyOrder(id(results.get(1)), id(results.get(2)));
        assertThat(scim.get(path(results.get(1)))
                        .json()
                        .path(ENTERPRISE)
                        .at("/manager/value")
                        .asText())
                .isEqualTo(id(results.get(2)));
        assertThat(scim.get(path(results.get(2))).json().path("title").asText()).isEqualTo("Boss");
    }

    @FinePrint(51)
    @InBothModes
    void circlesClose(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String member = "'members':[{'type':'Group','value':'bulkId:%s'}]";
        List<JsonNode> results = results(bulk(
                scim,
                "1",
                List.of(
                        post("Groups", "a", group("A " + fresh(), member.formatted("b"))),
                        post("Groups", "b", group("B " + fresh(), member.formatted("c"))),
                        post("Groups", "c", group("C " + fresh(), member.formatted("a"))))));
        assertThat(statuses(results)).containsExactly("201", "201", "201");
        for (int i = 0; i < 3; i++) {
            Answer group = scim.get(path(results.get(i)));
            assertThat(values(group.json().path("members"))).containsExactly(id(results.get((i + 1) % 3)));
            assertThat(group.header("ETag"))
                    .isEqualTo(results.get(i).path("version").asText());
        }
    }

    @FinePrint(51)
    @InBothModes
    void aReferenceToNothingOrToWhatFailedIsAConflict(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String taken = scim.made().path("userName").asText();
        List<JsonNode> results = results(bulk(
                scim,
                "",
                List.of(
                        post("Groups", "a", group("A " + fresh(), "'members':[{'value':'bulkId:failed'}]")),
                        post("Groups", "b", group("B " + fresh(), "'members':[{'value':'bulkId:nothing'}]")),
                        post("Users", "failed", user(taken)))));
        assertThat(statuses(results)).containsExactly("409", "409", "409");
        assertThat(results.get(0).at("/response/detail").asText()).contains("bulkId:failed", "failed");
        assertThat(results.get(1).at("/response/detail").asText()).contains("bulkId:nothing", "no POST");
    }

    @Test
    void aReferenceToSomeoneWhoComesBackIsToTheirOldId() {
        ScimClient scim = DIRECTORIES.in(Mode.TOLERANT);
        JsonNode old = scim.made("'active':false");
        List<JsonNode> results = results(bulk(
                scim,
                "",
                List.of(
                        post("Groups", "team", group("Team " + fresh(), "'members':[{'value':'bulkId:back'}]")),
                        post("Users", "back", user(old.path("userName").asText())))));
        assertThat(path(results.get(1))).isEqualTo(at(old));
        assertThat(values(scim.get(path(results.get(0))).json().path("members")))
                .containsExactly(old.path("id").asText());
    }

    @FinePrint(52)
    @InBothModes
    void eachOperationHasItsOwnPrecondition(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode one = scim.made();
        JsonNode two = scim.made();
        List<JsonNode> results = results(bulk(
                scim,
                "",
                List.of(
                        operation("PATCH", at(one), "W/\"99\"", rename("Late")),
                        operation("PATCH", at(two), two.at("/meta/version").asText(), rename("Right")))));
        assertThat(statuses(results)).containsExactly("412", "200");
        assertThat(results.get(0).path("location").asText())
                .isEqualTo(one.at("/meta/location").asText());
        assertThat(results.get(1).path("location").asText())
                .isEqualTo(two.at("/meta/location").asText());
        assertThat(scim.get(at(two)).header("ETag"))
                .isEqualTo(results.get(1).path("version").asText());
    }

    @FinePrint(53)
    @InBothModes
    void aboveALimitTheAnswerNamesIt(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        JsonNode limits = scim.get("/ServiceProviderConfig").json().path("bulk");
        assertThat(limits.path("supported").booleanValue()).isTrue();
        int most = limits.path("maxOperations").intValue();
        assertThat(most).isEqualTo(1000);
        String nobody = operation("DELETE", "/Users/nobody", "", "");
        assertThat(results(bulk(
                        scim, "", IntStream.range(0, most).mapToObj(i -> nobody).toList())))
                .hasSize(most);
        Answer many = bulk(
                scim, "", IntStream.range(0, most + 1).mapToObj(i -> nobody).toList());
        assertError(many, 413, "");
        assertThat(many.json().path("detail").asText()).contains("1000", "maxOperations");

        Answer large =
                scim.post("/Bulk", " ".repeat(limits.path("maxPayloadSize").intValue()) + "{}");
        assertError(large, 413, "");
        assertThat(large.json().path("detail").asText()).contains("maxPayloadSize");
    }

    @InBothModes
    void aFullLaneRefusesTheWholeAndNothingIsDone(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        Parts parts = DIRECTORIES.gateway().gateway().parts();
        String name = fresh();
        String create = post("Users", "u", user(name));
        int all = parts.config().get(Settings.LANE_WAITING);
        UUID organisation = DIRECTORIES.gateway().demo().organisation().id();
        Caller other = new Caller(organisation, UUID.randomUUID(), mode, Set.of(), UUID.randomUUID());
        Provisioning.Bulk taken = parts.provisioning().bulk(other, all);
        Answer refused = bulk(scim, "", List.of(create));
        taken.close();
        assertError(refused, 429, "");
        assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
        assertThat(scim.find("userName eq \"" + name + "\"")).isEmpty();
        assertThat(statuses(results(bulk(scim, "", List.of(create))))).containsExactly("201");
    }

    @FinePrint(53)
    @InBothModes
    void aBodyInChunksIsNotReadBeyondTheLimit(Mode mode) throws IOException {
        ScimClient scim = DIRECTORIES.in(mode);
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(),
                DIRECTORIES.gateway().gateway().port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            write(
                    out,
                    "POST " + URI.create(scim.base()).getPath() + "/Bulk HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                            + scim.token() + "\r\nTransfer-Encoding: chunked\r\n\r\n");
            String piece = " ".repeat(0x4000);
            for (int sent = 0; sent <= 1_048_576; sent += piece.length()) {
                write(out, "4000\r\n" + piece + "\r\n");
            }
            write(out, "0\r\n\r\n");
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 413").contains("application/scim+json", "maxPayloadSize");
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
