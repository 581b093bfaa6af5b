package dev.rollcall.server.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.core.admin.Organisation.Plan;
import dev.rollcall.core.admin.Organisations;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.store.DatabaseUrl;
import dev.rollcall.scim.ScimJson;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.ConfigLoader;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.node.Gateway;
import dev.rollcall.server.ssf.SsfReceiver.Set;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Issue 13, Security Event Tokens: a receiver of the test's own walks every status code of SSF 1.0, and polls (RFC 8936). */
@Timeout(120)
final class StreamsIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final String RECEIVERS = "/organizations/demo/security-event-receivers";
    private static final String SCIM = "urn:ietf:params:scim:event:prov:";
    private static final String CAEP = "https://schemas.openid.net/secevent/caep/event-type/";
    private static final String RISC = "https://schemas.openid.net/secevent/risc/event-type/";
    private static final String VERIFICATION = "https://schemas.openid.net/secevent/ssf/event-type/verification";

    private static String operator = "";
    private static String okta = "";

    @BeforeAll
    static void prepare() {
        operator = GATEWAY.token(new Scope.Operator());
        okta = GATEWAY.credential("okta");
    }

    private static Answer api(String method, String path, String body) {
        return Http.request(method, GATEWAY.url() + "/api/v1" + path)
                .bearer(operator)
                .body(body)
                .send();
    }

    private static SsfReceiver receiver(String name) {
        Answer made = api("POST", RECEIVERS, "{'name':'" + name + "','audience':'https://" + name + ".example'}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return new SsfReceiver(made.json());
    }

    private static JsonNode scim(String method, String path, String body) {
        Answer answer = Http.request(method, GATEWAY.scimUrl("okta") + path)
                .bearer(okta)
                .body(body)
                .send();
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        return answer.body().isEmpty() ? com.fasterxml.jackson.databind.node.NullNode.instance : answer.json();
    }

    private static String user(String name) {
        return scim(
                        "POST",
                        "/Users",
                        "{'userName':'" + name + "','externalId':'x-" + name + "','displayName':'" + name
                                + "','emails':[{'value':'" + name + "','primary':true}]}")
                .path("id")
                .asText();
    }

    private static String ack(List<Set> sets) {
        return "{'returnImmediately':true,'ack':["
                + String.join(
                        ",",
                        sets.stream()
                                .map(set -> "'" + set.claims().path("jti").asText() + "'")
                                .toList())
                + "]}";
    }

    /** Polls and acknowledges until the last of these has come. */
    private static List<Set> until(SsfReceiver receiver, JsonNode stream, String uri) {
        List<Set> all = new ArrayList<>();
        String body = "{'maxEvents':50}";
        while (all.stream().noneMatch(set -> set.uri().equals(uri))) {
            Answer polled = receiver.poll(stream, body);
            assertThat(polled.status()).as(polled.body()).isEqualTo(200);
            List<Set> sets = receiver.sets(polled.json());
            all.addAll(sets);
            body = ack(sets).replace("'returnImmediately':true,", "'maxEvents':50,");
        }
        receiver.poll(stream, body.replace("'maxEvents':50", "'maxEvents':0"));
        return all;
    }

    @Test
    @DisplayName(
            "Issue 13, deprovision clock: a receiver that acknowledges a polled token has the person's receipt say so")
    void anAcknowledgementIsAReceipt() {
        SsfReceiver receiver = receiver("receipts");
        JsonNode stream =
                receiver.send("POST", "configuration_endpoint", "", "{}").json();
        String user = user("ssf-receipt@demo.example");
        String member = api("GET", "/organizations/demo/users/" + user + "/explanation", "")
                .json()
                .path("member")
                .asText();
        scim("DELETE", "/Users/" + user, "");
        String receipts = "/organizations/demo/members/" + member + "/receipts";
        assertThat(api("GET", receipts, "").json().at("/items/0/acknowledgedAt").isNull())
                .isTrue();
        until(receiver, stream, RISC + "account-purged");
        JsonNode receipt = api("GET", receipts, "").json().at("/items/0");
        assertThat(receipt.at("/acknowledgements/0/way").asText()).isEqualTo("security_events");
        assertThat(receipt.at("/acknowledgements/0/endpoint").asText())
                .isEqualTo(stream.path("stream_id").asText());
    }

    @Test
    @DisplayName("SSF 1.0: the metadata stands at the path that is inserted, and leads to everything")
    void theMetadata() {
        SsfReceiver receiver = receiver("metadata");
        UUID demo = GATEWAY.demo().organisation().id();
        assertThat(receiver.made.path("configuration").asText())
                .isEqualTo(GATEWAY.url() + "/.well-known/ssf-configuration/ssf/" + demo);
        JsonNode metadata = receiver.metadata;
        assertThat(metadata.path("spec_version").asText()).isEqualTo("1_0");
        assertThat(metadata.path("issuer").asText()).isEqualTo(GATEWAY.url() + "/ssf/" + demo);
        assertThat(metadata.at("/authorization_schemes/0/spec_urn").asText()).isEqualTo("urn:ietf:rfc:6749");
        assertThat(metadata.path("default_subjects").asText()).isEqualTo("ALL");
        metadata.properties()
                .forEach(field -> assertThat(
                                field.getValue().isArray() && field.getValue().isEmpty())
                        .as("empty lists are left out: " + field)
                        .isFalse());
        Answer raw = Http.get(receiver.made.path("configuration").asText()).send();
        assertThat(raw.header("Content-Type")).startsWith("application/json");
        assertThat(Http.get(GATEWAY.url() + "/.well-known/ssf-configuration/ssf/" + UUID.randomUUID())
                        .send()
                        .status())
                .isEqualTo(404);
        JsonNode keys = Http.get(metadata.path("jwks_uri").asText()).send().json();
        for (JsonNode key : keys.path("keys")) {
            assertThat(key.has("d")).as("no private half").isFalse();
        }
    }

    @Test
    @DisplayName("SSF 1.0: create, read, update, replace, status, delete, with the status codes of each")
    void everyStatusCodeOfTheConfiguration() {
        SsfReceiver receiver = receiver("codes");
        assertThat(receiver.send("GET", "configuration_endpoint", "", "").body())
                .isEqualTo("[]");
        assertThat(receiver.send("POST", "configuration_endpoint", "", "{'delivery':")
                        .status())
                .isEqualTo(400);
        assertThat(receiver.send("POST", "configuration_endpoint", "", "{'delivery':{'method':'urn:x'}}")
                        .status())
                .isEqualTo(400);
        assertThat(receiver.send("POST", "configuration_endpoint", "", "{'events_requested':'x'}")
                        .status())
                .isEqualTo(400);

        Answer made = receiver.send(
                "POST",
                "configuration_endpoint",
                "",
                "{'events_requested':['" + CAEP + "session-revoked','urn:unknown'],'description':'d','extra':1}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        JsonNode stream = made.json();
        String id = stream.path("stream_id").asText();
        assertThat(stream.path("iss")).isEqualTo(receiver.metadata.path("issuer"));
        assertThat(stream.path("aud").asText()).isEqualTo("https://codes.example");
        assertThat(stream.at("/delivery/method").asText())
                .as("poll when nothing is said")
                .isEqualTo("urn:ietf:rfc:8936");
        assertThat(stream.at("/delivery/endpoint_url").asText()).startsWith(GATEWAY.url());
        assertThat(stream.path("events_delivered")).hasSize(1);
        assertThat(stream.path("events_supported").size()).isGreaterThan(8);
        assertThat(receiver.send("POST", "configuration_endpoint", "", "{}").status())
                .as("one stream for each receiver")
                .isEqualTo(409);

        String query = "?stream_id=" + id;
        assertThat(receiver.send("GET", "configuration_endpoint", query, "").json())
                .isEqualTo(stream);
        assertThat(receiver.send("GET", "configuration_endpoint", "", "").json())
                .hasSize(1);
        Answer updated =
                receiver.send("PATCH", "configuration_endpoint", "", "{'stream_id':'" + id + "','description':'e'}");
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.json().path("description").asText()).isEqualTo("e");
        assertThat(updated.json().path("events_requested")).as("stays").hasSize(2);
        for (String method : List.of("PATCH", "PUT")) {
            for (String wrong : List.of("'iss':'https://x'", "'aud':'x'", "'events_delivered':[]", "'description':5")) {
                assertThat(receiver.send(
                                        method,
                                        "configuration_endpoint",
                                        "",
                                        "{'stream_id':'" + id + "'," + wrong + "}")
                                .status())
                        .as(method + " " + wrong)
                        .isEqualTo(400);
            }
            assertThat(receiver.send(method, "configuration_endpoint", "", "{'description':'no id'}")
                            .status())
                    .isEqualTo(400);
            assertThat(receiver.send(method, "configuration_endpoint", "", "{'stream_id':'" + UUID.randomUUID() + "'}")
                            .status())
                    .isEqualTo(404);
        }
        Answer replaced = receiver.send(
                "PUT",
                "configuration_endpoint",
                "",
                updated.body().replace('"', '\'').replace("'description':'e',", ""));
        assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
        assertThat(replaced.json().has("description")).as("gone").isFalse();

        status(receiver, id);
        subjects(receiver, id);
        assertThat(receiver.send("DELETE", "configuration_endpoint", "", "").status())
                .isEqualTo(400);
        Answer deleted = receiver.send("DELETE", "configuration_endpoint", query, "");
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        for (String method : List.of("GET", "DELETE")) {
            assertThat(receiver.send(method, "configuration_endpoint", query, "")
                            .status())
                    .isEqualTo(404);
        }
        assertThat(receiver.poll(stream, "{'returnImmediately':true}").status()).isEqualTo(404);
    }

    private static void status(SsfReceiver receiver, String id) {
        assertThat(receiver.send("GET", "status_endpoint", "?stream_id=" + id, "")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("enabled");
        Answer paused = receiver.send(
                "POST", "status_endpoint", "", "{'stream_id':'" + id + "','status':'paused','reason':'night'}");
        assertThat(paused.status()).isEqualTo(200);
        assertThat(receiver.send("GET", "status_endpoint", "?stream_id=" + id, "")
                        .json())
                .isEqualTo(paused.json());
        assertThat(paused.json().path("reason").asText()).isEqualTo("night");
        assertThat(receiver.send("POST", "status_endpoint", "", "{'stream_id':'" + id + "','status':'asleep'}")
                        .status())
                .isEqualTo(400);
        assertThat(receiver.send("POST", "status_endpoint", "", "{'stream_id':'x','status':'enabled'}")
                        .status())
                .isEqualTo(404);
        assertThat(receiver.send("GET", "status_endpoint", "?stream_id=x", "").status())
                .isEqualTo(404);
        assertThat(receiver.send("POST", "status_endpoint", "", "{'stream_id':'" + id + "','status':'enabled'}")
                        .status())
                .isEqualTo(200);
    }

    private static void subjects(SsfReceiver receiver, String id) {
        String body = "{'stream_id':'" + id + "','subject':{'format':'email','email':'who@demo.example'}}";
        assertThat(receiver.send("POST", "add_subject_endpoint", "", body).status())
                .isEqualTo(200);
        assertThat(receiver.send("POST", "remove_subject_endpoint", "", body).status())
                .isEqualTo(204);
        for (String endpoint : List.of("add_subject_endpoint", "remove_subject_endpoint")) {
            assertThat(receiver.send("POST", endpoint, "", body.replace("'email','email'", "'phone','email'"))
                            .status())
                    .isEqualTo(400);
            assertThat(receiver.send("POST", endpoint, "", body.replace(id, "x"))
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName("SSF 1.0: an access token of this organisation's receiver, with the scope, and no other token")
    void whoMayDoIt() {
        SsfReceiver receiver = receiver("access");
        Answer token = receiver.token("", receiver.made.path("clientSecret").asText());
        assertThat(token.json().path("expires_in").asInt()).isBetween(1, 3_600);
        assertThat(token.json().path("scope").asText()).contains("ssf.manage", "ssf.read");
        assertThat(receiver.token("", "rcr_wrong").status()).isEqualTo(401);
        assertThat(receiver.token("scim", receiver.made.path("clientSecret").asText())
                        .status())
                .isEqualTo(400);

        receiver.signIn("ssf.read");
        assertThat(receiver.send("POST", "configuration_endpoint", "", "{}").status())
                .isEqualTo(403);
        assertThat(receiver.send("GET", "configuration_endpoint", "", "").status())
                .isEqualTo(200);
        for (String wrong : List.of("", "nonsense", operator, okta)) {
            receiver.token = wrong;
            Answer refused = receiver.send("GET", "configuration_endpoint", "", "");
            assertThat(refused.status()).as(wrong).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
        }
        receiver.signIn("");
        UUID other = new Organisations(
                        GATEWAY.gateway().parts().database().writes(),
                        GATEWAY.gateway().parts().time())
                .create(Actor.gateway(Actor.INSTALLATION), "ssf-other", "Other", Plan.ENTERPRISE, 60, 0)
                .await()
                .id();
        assertThat(Http.get(GATEWAY.url() + "/ssf/" + other + "/streams")
                        .bearer(receiver.token)
                        .send()
                        .status())
                .isEqualTo(401);

        String path = RECEIVERS + "/" + receiver.made.path("id").asText();
        String former = receiver.made.path("clientSecret").asText();
        String fresh = api("POST", path + "/rotate", "{'overlapSeconds':0}")
                .json()
                .path("clientSecret")
                .asText();
        assertThat(receiver.token("", former).status()).isEqualTo(401);
        assertThat(receiver.token("", fresh).status()).isEqualTo(200);
        assertThat(api("DELETE", path, "").status()).isEqualTo(204);
        assertThat(receiver.send("GET", "configuration_endpoint", "", "").status())
                .as("ends at once")
                .isEqualTo(401);
    }

    /** Every call that there is: method, endpoint, query and body, of the stream ID. */
    private static final List<List<String>> CALLS = List.of(
            List.of("GET", "configuration_endpoint", "?stream_id=ID", ""),
            List.of("PATCH", "configuration_endpoint", "", "{'stream_id':'ID','description':'d'}"),
            List.of("PUT", "configuration_endpoint", "", "{'stream_id':'ID','description':'d'}"),
            List.of("GET", "status_endpoint", "?stream_id=ID", ""),
            List.of("POST", "status_endpoint", "", "{'stream_id':'ID','status':'enabled'}"),
            List.of(
                    "POST",
                    "add_subject_endpoint",
                    "",
                    "{'stream_id':'ID','subject':{'format':'email','email':'a@b.c'}}"),
            List.of(
                    "POST",
                    "remove_subject_endpoint",
                    "",
                    "{'stream_id':'ID','subject':{'format':'email','email':'a@b.c'}}"),
            List.of("POST", "verification_endpoint", "", "{'stream_id':'ID'}"),
            List.of("DELETE", "configuration_endpoint", "?stream_id=ID", ""));

    @Test
    @DisplayName(
            "SSF 1.0: every call refuses no token, a wrong one, too small a scope, a broken body, no id and another's")
    void everyCallRefusesWhatIsWrong() {
        SsfReceiver receiver = receiver("broken");
        String id = receiver.send("POST", "configuration_endpoint", "", "{}")
                .json()
                .path("stream_id")
                .asText();
        SsfReceiver other = receiver("stranger");
        for (List<String> call : CALLS) {
            String method = call.get(0);
            boolean writes = !method.equals("GET");
            String good = receiver.token;
            for (String wrong : List.of("", "nonsense")) {
                receiver.token = wrong;
                assertThat(status(receiver, call, id)).as(call + " by " + wrong).isEqualTo(401);
            }
            receiver.signIn("ssf.read");
            if (writes) {
                assertThat(status(receiver, call, id))
                        .as("to read alone: " + call)
                        .isEqualTo(403);
            }
            receiver.token = good;
            assertThat(status(other, call, id)).as("another's: " + call).isEqualTo(404);
            assertThat(status(receiver, call, UUID.randomUUID().toString()))
                    .as("unknown: " + call)
                    .isEqualTo(404);
            boolean hasBody = !call.get(3).isEmpty();
            for (String broken : hasBody ? List.of("{", "[]", "{'stream_id':7}", "{'x':1}") : List.<String>of()) {
                assertThat(receiver.send(method, call.get(1), "", broken).status())
                        .as(broken + ": " + call)
                        .isEqualTo(400);
            }
        }
        assertThat(receiver.send("GET", "status_endpoint", "", "").status()).isEqualTo(400);
        assertThat(status(receiver, CALLS.get(0), id))
                .as("nothing of it had an effect")
                .isEqualTo(200);
    }

    private static int status(SsfReceiver receiver, List<String> call, String id) {
        return receiver.send(
                        call.get(0),
                        call.get(1),
                        call.get(2).replace("ID", id),
                        call.get(3).replace("ID", id))
                .status();
    }

    @Test
    @DisplayName("RFC 9967, CAEP, RISC: what each change says, and the fine print of the tokens")
    void whatIsSent() {
        SsfReceiver receiver = receiver("content");
        JsonNode stream =
                receiver.send("POST", "configuration_endpoint", "", "{}").json();
        String user = user("ssf-one@demo.example");
        scim("PATCH", "/Users/" + user, "{'Operations':[{'op':'replace','path':'active','value':false}]}");
        scim("PATCH", "/Users/" + user, "{'Operations':[{'op':'replace','path':'active','value':true}]}");
        scim("DELETE", "/Users/" + user, "");

        List<Set> sets = until(receiver, stream, RISC + "account-purged");
        assertThat(sets)
                .extracting(Set::uri)
                .containsExactly(
                        SCIM + "create:full",
                        SCIM + "deactivate",
                        CAEP + "session-revoked",
                        RISC + "account-disabled",
                        SCIM + "activate",
                        RISC + "account-enabled",
                        SCIM + "delete",
                        CAEP + "session-revoked",
                        RISC + "account-purged");
        for (Set set : sets) {
            JsonNode claims = set.claims();
            assertThat(set.header().path("typ").asText()).isEqualTo("secevent+jwt");
            assertThat(set.header().path("alg").asText()).isEqualTo("RS256");
            assertThat(claims.has("sub")).isFalse();
            assertThat(claims.has("exp")).isFalse();
            assertThat(claims.path("iss")).isEqualTo(stream.path("iss"));
            assertThat(claims.path("aud")).isEqualTo(stream.path("aud"));
            assertThat(claims.path("iat").asLong())
                    .isLessThanOrEqualTo(Instant.now().getEpochSecond());
            assertThat(claims.path("events")).as("one event in each").hasSize(1);
            if (set.uri().startsWith(SCIM)) {
                assertThat(claims.at("/sub_id/format").asText()).isEqualTo("scim");
                assertThat(claims.at("/sub_id/uri").asText()).isEqualTo("/Users/" + user);
                assertThat(claims.at("/sub_id/externalId").asText()).isEqualTo("x-ssf-one@demo.example");
            } else {
                assertThat(claims.at("/sub_id/format").asText()).isEqualTo("email");
                assertThat(claims.at("/sub_id/email").asText()).isEqualTo("ssf-one@demo.example");
            }
        }
        JsonNode created = sets.get(0).event().path("data");
        assertThat(created.path("id").asText()).isEqualTo(user);
        assertThat(created.path("userName").asText()).isEqualTo("ssf-one@demo.example");
        assertThat(created.path("active").asBoolean()).isTrue();
        assertThat(sets.get(1).event()).as("a deactivation says no more").isEmpty();
        assertThat(sets.get(1).claims().path("txn"))
                .as("what comes of one request has one txn")
                .isEqualTo(sets.get(2).claims().path("txn"))
                .isNotEqualTo(sets.get(4).claims().path("txn"));
        JsonNode revoked = sets.get(2).event();
        assertThat(revoked.path("event_timestamp").isNumber()).isTrue();
        assertThat(revoked.at("/reason_admin/en").isTextual()).isTrue();
        assertThat(revoked.path("initiating_entity").asText()).isIn("admin", "user", "policy", "system");
        JsonNode spc = Http.get(GATEWAY.scimUrl("okta") + "/ServiceProviderConfig")
                .bearer(okta)
                .send()
                .json();
        assertThat(spc.at("/securityEvents/asyncRequest").asText()).isEqualTo("none");
        List<String> told = new ArrayList<>();
        spc.at("/securityEvents/eventUris").forEach(uri -> told.add(uri.asText()));
        assertThat(told).contains(SCIM + "create:full", SCIM + "delete").allMatch(uri -> uri.startsWith(SCIM));
        assertThat(receiver.poll(stream, "{'returnImmediately':true}").json().path("sets"))
                .isEmpty();
    }

    @Test
    @DisplayName("RFC 8936: unacknowledged tokens come again, out of order too; setErrs and ack end them")
    void pollAndAcknowledge() {
        SsfReceiver receiver = receiver("poll");
        JsonNode stream = receiver.send(
                        "POST", "configuration_endpoint", "", "{'events_requested':['" + SCIM + "create:full']}")
                .json();
        for (int i = 0; i < 5; i++) {
            user("ssf-poll" + i + "@demo.example");
        }
        List<Set> all = new ArrayList<>();
        while (all.size() < 5) {
            all = receiver.sets(receiver.poll(stream, "{'maxEvents':10,'returnImmediately':true}")
                    .json());
        }
        JsonNode two = receiver.poll(stream, "{'maxEvents':2,'returnImmediately':true}")
                .json();
        assertThat(receiver.sets(two)).isEqualTo(all.subList(0, 2));
        assertThat(two.path("moreAvailable").asBoolean()).isTrue();

        // The third and the last; the others come again, the same as before.
        Answer rest = receiver.poll(stream, ack(List.of(all.get(2), all.get(4))));
        assertThat(receiver.sets(rest.json())).containsExactly(all.get(0), all.get(1), all.get(3));
        Answer bad = receiver.poll(
                stream,
                "{'returnImmediately':true,'ack':['unknown','999999.x','" + UUID.randomUUID() + "'],'setErrs':{'"
                        + all.get(0).claims().path("jti").asText()
                        + "':{'err':'invalid_audience','description':'not me'}}}");
        assertThat(receiver.sets(bad.json())).containsExactly(all.get(1), all.get(3));
        JsonNode standing = api(
                        "GET", RECEIVERS + "/" + receiver.made.path("id").asText(), "")
                .json()
                .path("stream");
        assertThat(standing.path("refused")).hasSize(1);
        assertThat(standing.at("/refused/0/type").asText()).isEqualTo("member.added");
        assertThat(standing.at("/refused/0/failure").asText()).contains("invalid_audience", "not me");
        assertThat(standing.path("waiting").asInt()).isPositive();
        assertThat(receiver.poll(stream, ack(List.of(all.get(1), all.get(3))))
                        .json()
                        .path("sets"))
                .isEmpty();
        assertThat(receiver.poll(stream, "{'maxEvents':0}").body()).isEqualTo("{\"sets\":{},\"moreAvailable\":false}");
        for (String wrong : List.of("{'maxEvents':-1}", "{'ack':'x'}", "{'ack':[1]}", "{'setErrs':[]}", "{", "[]")) {
            assertThat(receiver.poll(stream, wrong).status()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    @DisplayName(
            "SSF 1.0: verification echoes the state; asked again at once it is too soon; a poll that waits hears of it")
    void verification() throws Exception {
        SsfReceiver receiver = receiver("verify");
        JsonNode stream =
                receiver.send("POST", "configuration_endpoint", "", "{}").json();
        String id = stream.path("stream_id").asText();
        var waiting = java.util.concurrent.CompletableFuture.supplyAsync(() -> receiver.poll(stream, "{}"));
        Answer asked = receiver.send("POST", "verification_endpoint", "", "{'stream_id':'" + id + "','state':'s-1'}");
        assertThat(asked.status()).isEqualTo(204);
        assertThat(asked.body()).isEmpty();
        Answer again = receiver.send("POST", "verification_endpoint", "", "{'stream_id':'" + id + "'}");
        assertThat(again.status()).isEqualTo(429);
        assertThat(again.header("Retry-After")).isNotEmpty();
        assertThat(receiver.send("POST", "verification_endpoint", "", "{'stream_id':'x'}")
                        .status())
                .isEqualTo(404);

        List<Set> sets = receiver.sets(waiting.get().json());
        assertThat(sets).extracting(Set::uri).contains(VERIFICATION);
        Set verified = sets.get(0);
        assertThat(verified.event().path("state").asText()).isEqualTo("s-1");
        assertThat(verified.claims().at("/sub_id/format").asText()).isEqualTo("opaque");
        assertThat(verified.claims().at("/sub_id/id").asText()).isEqualTo(id);
        assertThat(receiver.sets(receiver.poll(stream, ack(sets)).json()))
                .extracting(Set::uri)
                .doesNotContain(VERIFICATION);
    }

    @Test
    @DisplayName(
            "SSF 1.0: a paused stream keeps, a disabled one does not, and a subject that was removed is not told of")
    void whatIsKept() {
        SsfReceiver receiver = receiver("kept");
        JsonNode stream = receiver.send(
                        "POST", "configuration_endpoint", "", "{'events_requested':['" + SCIM + "create:full']}")
                .json();
        String id = stream.path("stream_id").asText();
        set(receiver, id, "paused");
        user("ssf-paused@demo.example");
        assertThat(receiver.poll(stream, "{'returnImmediately':true}").json().path("sets"))
                .isEmpty();
        set(receiver, id, "enabled");
        assertThat(until(receiver, stream, SCIM + "create:full")).hasSize(1);

        set(receiver, id, "disabled");
        SsfReceiver witness = receiver("witness");
        JsonNode seen = witness.send("POST", "configuration_endpoint", "", "{}").json();
        user("ssf-disabled@demo.example");
        until(witness, seen, SCIM + "create:full");
        set(receiver, id, "enabled");
        receiver.send(
                "POST",
                "remove_subject_endpoint",
                "",
                "{'stream_id':'" + id + "','subject':{'format':'email','email':'SSF-silent@demo.example'}}");
        user("ssf-silent@demo.example");
        user("ssf-loud@demo.example");
        List<Set> sets = until(receiver, stream, SCIM + "create:full");
        assertThat(sets)
                .extracting(set -> set.event().at("/data/userName").asText())
                .containsExactly("ssf-loud@demo.example");
    }

    private static void set(SsfReceiver receiver, String id, String status) {
        assertThat(receiver.send("POST", "status_endpoint", "", "{'stream_id':'" + id + "','status':'" + status + "'}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("Two nodes: a stream is polled at any, and what one has noted counts at the other")
    void atAnyNode() throws Exception {
        SsfReceiver receiver = receiver("nodes");
        JsonNode stream = receiver.send(
                        "POST", "configuration_endpoint", "", "{'events_requested':['" + SCIM + "create:full']}")
                .json();
        try (Gateway second = Gateway.start(
                ConfigLoader.load(
                        Optional.empty(),
                        Map.of(),
                        Map.of(
                                Settings.SERVER_PORT, "0",
                                Settings.MANAGEMENT_PORT, "0",
                                Settings.SERVER_DRAIN_DELAY, "0",
                                Settings.SERVER_SHUTDOWN_GRACE, "1")),
                DatabaseUrl.parse(GATEWAY.databaseUrl()),
                GATEWAY.key())) {
            JsonNode elsewhere = ScimJson.parse(stream.toString()
                    .replace(":" + GATEWAY.gateway().port() + "/", ":" + second.port() + "/")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            user("ssf-nodes@demo.example");
            List<Set> first = receiver.sets(receiver.poll(elsewhere, "{}").json());
            assertThat(first).hasSize(1);
            assertThat(receiver.sets(receiver.poll(stream, "{}").json())).isEqualTo(first);
            assertThat(receiver.poll(elsewhere, ack(first)).json().path("sets")).isEmpty();
            assertThat(receiver.poll(stream, "{'returnImmediately':true}")
                            .json()
                            .path("sets"))
                    .isEmpty();
            var waiting = java.util.concurrent.CompletableFuture.supplyAsync(() -> receiver.poll(elsewhere, "{}"));
            receiver.send(
                    "POST",
                    "verification_endpoint",
                    "",
                    "{'stream_id':'" + stream.path("stream_id").asText() + "'}");
            assertThat(receiver.sets(waiting.get().json())).extracting(Set::uri).containsExactly(VERIFICATION);
        }
    }

    @Test
    @DisplayName("Keys rotate: the one before is published for a while, or withdrawn at once")
    void keysRotate() {
        SsfReceiver receiver = receiver("keys");
        JsonNode stream =
                receiver.send("POST", "configuration_endpoint", "", "{}").json();
        user("ssf-keys@demo.example");
        List<Set> before = until(receiver, stream, SCIM + "create:full");
        String kid = before.get(0).header().path("kid").asText();
        String next =
                api("POST", "/security-event-keys/rotate", "").json().path("id").asText();
        assertThat(kids(receiver)).contains(kid, next);
        user("ssf-keys-2@demo.example");
        assertThat(until(receiver, stream, SCIM + "create:full")
                        .get(0)
                        .header()
                        .path("kid")
                        .asText())
                .isEqualTo(next);
        String last = api("POST", "/security-event-keys/rotate", "{'withdraw':true}")
                .json()
                .path("id")
                .asText();
        assertThat(kids(receiver)).containsExactly(last);
    }

    private static List<String> kids(SsfReceiver receiver) {
        List<String> kids = new ArrayList<>();
        Http.get(receiver.metadata.path("jwks_uri").asText())
                .send()
                .json()
                .path("keys")
                .forEach(key -> kids.add(key.path("kid").asText()));
        return kids;
    }
}
