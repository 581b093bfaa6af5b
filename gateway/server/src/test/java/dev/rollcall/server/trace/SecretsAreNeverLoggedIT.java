package dev.rollcall.server.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import io.vertx.sqlclient.Tuple;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every secret attribute of a schema of the directory's own, in every place of every verb in which it may be sent: nothing of its value
 * stands in the request log.
 */
final class SecretsAreNeverLoggedIT {

    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String OWN = "urn:example:own:2.0:User";
    private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    /** Attributes of the schema, and a value of each; MARK stands for what is secret, NUMBER for that as a number. Of the badge the stamp is. */
    private static final Map<String, String> SECRETS = new LinkedHashMap<>(Map.of(
            "clearance", "'MARK'",
            "doorCode", "NUMBER",
            "vault", "{'shelf':'MARK','MARK':'x','seeds':['MARK',{'deep':'MARK'}]}",
            "answers", "['MARK','MARK']",
            "enrolment", "'MARK'",
            "badge", "{'number':'1','stamp':'MARK'}",
            "apiKey", "'MARK'",
            "recovery_token", "'MARK'",
            "password", "'MARK'"));

    private static final String SCHEMA = """
        {'name':'Own','attributes':[
          {'name':'clearance','returned':'never'},
          {'name':'doorCode','type':'integer','returned':'never'},
          {'name':'watched','type':'boolean','returned':'never'},
          {'name':'vault','type':'complex','returned':'never','subAttributes':[{'name':'shelf'},{'name':'seeds'}]},
          {'name':'answers','multiValued':true,'returned':'never'},
          {'name':'enrolment','returned':'never'},
          {'name':'badge','type':'complex','subAttributes':[{'name':'number'},{'name':'stamp','returned':'never'}]},
          {'name':'apiKey'},
          {'name':'recovery_token'}]}
        """;

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static Trace okta;

    private final Map<String, Sent> sent = new LinkedHashMap<>();
    private int number;

    /** A request whose secret value is the mark, or this number. */
    private record Sent(Answer answer, String mark, String number) {}

    @BeforeAll
    static void connect() {
        okta = new Trace(GATEWAY, "okta");
        Answer put = okta.api(
                "PUT",
                "/api/v1/organizations/demo/directories/"
                        + GATEWAY.directory("okta").id() + "/schemas/" + OWN,
                SCHEMA);
        assertThat(put.status()).as(put.body()).isEqualTo(201);
    }

    /** Where NAME and VALUE may stand in a user. */
    private static List<String> places() {
        return List.of(
                "'OWN':{'NAME':VALUE}",
                "'OWN':{'UPPER':VALUE}",
                "'OWN:NAME':VALUE",
                "'NAME':VALUE",
                "'UPPER':VALUE",
                "'unknown':{'deep':[{'NAME':VALUE}]}",
                "'OWN':[{'NAME':VALUE}]",
                "'displayName':'{*NAME*:TEXT}'",
                "'displayName':' {*NAME*:TEXT}'",
                "'displayName':'see {*NAME*:TEXT}'",
                "'displayName':'[{*x*:{*UPPER*:TEXT}}]'",
                "'displayName':'MARK','OWN':{'NAME':VALUE}",
                "'OWN':{'NAME':VALUE},'title':'so: MARK'");
    }

    private static List<String> operations() {
        List<String> operations = new ArrayList<>(List.of(
                "'path':'OWN:NAME','value':VALUE",
                "'path':'OWN:UPPER','value':VALUE",
                "'path':'NAME','value':VALUE",
                "'Path':'OWN:NAME','Value':VALUE",
                "'path':'OWN:NAME','value':{'value':VALUE}",
                "'path':'OWN','value':{'NAME':VALUE}",
                "'path':'emails[SECRETNAME eq *MARK*].value','value':'x'",
                "'path':'emails[SECRETNAME eq MARK].value','value':'x'",
                "'path':'OWN:SECRETNAME[value eq *MARK*]','value':'x'",
                "'path':'SECRETNAME MARK'"));
        places().forEach(place -> operations.add("'value':{" + place + "}"));
        return operations;
    }

    private void send(String method, String path, String body, String name) {
        int as = 700_000_000 + ++number;
        // As a text, what is secret of a number is the number.
        String mark = name.equals("doorCode") ? Integer.toString(as) : "S3cret-" + number + "-";
        String value = Objects.requireNonNull(SECRETS.get(name));
        String secret = name.equals("badge") ? "badge.stamp" : name;
        String filled = (path + "\n" + body)
                .replace("SECRETNAME", secret)
                .replace("SECRETUPPER", secret.toUpperCase(Locale.ROOT))
                .replace("VALUE", value)
                .replace("TEXT", value.replace('\'', '*'))
                .replace("OWN", OWN)
                .replace("UPPER", name.toUpperCase(Locale.ROOT))
                .replace("NAME", name)
                .replace("USER", "x" + number + "@demo.example")
                .replace("MARK", mark)
                .replace("NUMBER", Integer.toString(as))
                .replace("*", "\\\"");
        String[] parts = filled.split("\n", 2);
        Answer answer = okta.send(method, parts[0].replace("\\\"", "%22"), parts[1]);
        sent.put(method + " " + filled, new Sent(answer, mark, Integer.toString(as)));
    }

    private static String user(String place) {
        return "{'schemas':['" + USER + "','" + OWN + "'],'userName':'USER'," + place + "}";
    }

    private static String patch(String operation) {
        return "{'schemas':['" + PATCH + "'],'Operations':[" + operation + "]}";
    }

    private static String bulk(String operation) {
        return "{'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],'Operations':[" + operation + "]}";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName(
            "Issue 13: no value of a secret attribute is in the request log, whatever the attribute, place and verb")
    void nothingSecretIsKept() {
        String id = okta.send("POST", "/Users", "{'schemas':['" + USER + "'],'userName':'safe@demo.example'}")
                .json()
                .path("id")
                .asText();
        for (String name : SECRETS.keySet()) {
            for (String place : places()) {
                send("POST", "/Users", user(place), name);
                send("PUT", "/Users/" + id, user(place).replace("USER", "safe@demo.example"), name);
            }
            send("POST", "/Users", "{'schemas':['" + USER + "'],'displayName':'MARK','OWN':{'NAME':VALUE}}", name);
            for (String operation : operations()) {
                send("PATCH", "/Users/" + id, patch("{'op':'replace'," + operation + "}"), name);
            }
            send("PATCH", "/Users/" + id, patch("{'op':'add','path':'OWN:NAME','value':VALUE}"), name);
            send("PATCH", "/Users/" + id, patch("{'op':'remove','path':'OWN:NAME','value':VALUE}"), name);
            bulks(id, name);
            queries(name);
        }
        sent.forEach((request, one) -> {
            if (one.answer().status() == 200 && request.startsWith("GET")) {
                return;
            }
            assertThat(okta.entry(one.answer()).toString())
                    .as(request)
                    .doesNotContain(one.mark())
                    .doesNotContain(one.number());
        });
        sent.forEach((request, one) -> assertThat(stored(one.mark(), one.number(), one.answer()))
                .as("rows with what is secret in " + request)
                .isZero());
    }

    private void bulks(String id, String name) {
        send(
                "POST",
                "/Bulk",
                bulk("{'method':'POST','path':'/Users','bulkId':'a','data':" + user(places().get(0)) + "}"),
                name);
        send(
                "POST",
                "/Bulk",
                bulk("{'method':'PATCH','path':'/Users/" + id + "','data':"
                        + patch("{'op':'replace','path':'OWN:NAME','value':VALUE}") + "}"),
                name);
        send(
                "POST",
                "/Bulk",
                bulk("{'method':'PUT','path':'/Users/" + id + "?SECRETNAME=MARK','data':{'NAME':VALUE}}"),
                name);
        send("POST", "/Bulk", bulk("{'method':'GET','path':'/Users?filter=SECRETNAME eq *MARK*'}"), name);
    }

    private void queries(String name) {
        for (String filter : List.of(
                "OWN:SECRETNAME eq *MARK*",
                "SECRETUPPER eq *MARK*",
                "not (SECRETNAME co *MARK*)",
                "SECRETNAME eq MARK")) {
            String text = filter.replace(" ", "%20");
            send("GET", "/Users?filter=" + text, "", name);
            send("GET", "/Users?FILTER=" + text + "&sortBy=NAME", "", name);
            send("GET", "/Users?fltr=" + text + "&NAME=MARK", "", name);
            send(
                    "POST",
                    "/Users/.search",
                    "{'schemas':['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],'filter':'" + filter + "'}",
                    name);
        }
    }

    /** Rows of the request itself; and of what is counted of deviations, all. */
    private static long stored(String mark, String number, Answer answer) {
        return GATEWAY.gateway()
                .parts()
                .database()
                .reads()
                .preparedQuery("SELECT count(*) FROM (SELECT t::text AS line FROM request_log t"
                        + " WHERE request_id = $3::text::uuid UNION ALL SELECT t::text FROM deviation_day t) lines"
                        + " WHERE position($1::text IN line) > 0 OR position($2::text IN line) > 0")
                .execute(Tuple.of(mark, number, answer.header("Rollcall-Request-Id")))
                .await()
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    @DisplayName("A secret truth value is not kept either; headers and credentials that have ended keep nothing secret")
    void truthValuesHeadersAndEndedCredentials() {
        String name = UUID.randomUUID() + "@demo.example";
        Answer made = okta.send(
                "POST",
                "/Users",
                "{'schemas':['" + USER + "'],'userName':'" + name + "','" + OWN + "':{'watched':true}}");
        assertThat(okta.entry(made)
                        .at("/request/body")
                        .path(OWN)
                        .path("watched")
                        .asText())
                .isEqualTo("(hidden)");

        String credentials = "/api/v1/organizations/demo/directories/"
                + GATEWAY.directory("okta").id() + "/credentials";
        okta.api(
                "DELETE",
                credentials + "/"
                        + okta.api("POST", credentials).json().path("id").asText());
        for (String token : List.of(GATEWAY.credential("entra"), "rc_nobody")) {
            Answer answer = Http.request("POST", GATEWAY.scimUrl("okta") + "/Users?clearance=S3cret-header-")
                    .bearer(token)
                    .header("User-Agent", "probe {\"clearance\":\"S3cret-agent-\"}")
                    .header("If-Match", "W/\"S3cret-header-\"")
                    .body("{'" + OWN + "':{'clearance':'S3cret-header-'}}")
                    .send();
            assertThat(answer.status()).isEqualTo(401);
            assertThat(stored("S3cret-header-", "S3cret-agent-", answer)).isZero();
        }
        Answer with = Http.request("POST", GATEWAY.scimUrl("okta") + "/Users?x=" + encoded("S3cret-header-"))
                .bearer(GATEWAY.credential("okta"))
                .header("User-Agent", "probe {\"clearance\":\"S3cret-agent-\"}")
                .header("If-None-Match", "W/\"S3cret-header-\"")
                .body("{'schemas':['" + USER + "'],'" + OWN + "':{'clearance':'S3cret-header-'}}")
                .send();
        assertThat(okta.entry(with).toString()).doesNotContain("S3cret-");
        assertThat(stored("S3cret-header-", "S3cret-agent-", with)).isZero();
    }
}
