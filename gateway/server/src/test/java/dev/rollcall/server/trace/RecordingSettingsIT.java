package dev.rollcall.server.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.config.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Issue 13, request log: the settings trace.values and trace.reads. */
final class RecordingSettingsIT {

    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private static final int SHARE = 3;

    @RegisterExtension
    static final RunningGateway GATEWAY =
            new RunningGateway().with(Settings.TRACE_VALUES, "off").with(Settings.TRACE_READS, "" + SHARE);

    private static Trace okta;

    @BeforeAll
    static void connect() {
        okta = new Trace(GATEWAY, "okta");
    }

    /** Marks what is a value of an attribute, wherever it stands. */
    private static final String MARK = "zqx";

    private static List<String> bodies(String operation) {
        List<String> bodies = new ArrayList<>();
        for (String value : List.of(
                "'path':'displayName','value':'MARK'",
                "'path':'DisplayName','value':['MARK']",
                "'path':'USER:displayName','value':'MARK'",
                "'value':{'displayName':'MARK','name':{'familyName':'MARK'}}",
                "'value':{'USER:displayName':'MARK'}",
                "'path':'emails[type eq \\'MARK\\'].value','value':'MARK@demo.example'",
                "'path':'name.familyName','value':'MARK'",
                "'path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department','value':'MARK'",
                "'path':'MARK','value':'MARK'",
                "'path':'title','value':{'value':'MARK'}")) {
            bodies.add("{'schemas':['" + PATCH + "'],'Operations':[{'op':'" + operation + "',"
                    + value.replace("USER", USER) + "}]}");
        }
        return bodies;
    }

    @Test
    @DisplayName(
            "With trace.values off no value of an attribute is kept, in whatever spelling of whatever verb; people are"
                    + " found all the same")
    void noValueIsKept() {
        String name = MARK + UUID.randomUUID().toString().substring(0, 8);
        Answer made = okta.send("POST", "/Users", """
            {'schemas':['%s'],'userName':'%s@demo.example','externalId':'%2$s','active':true,'title':'%2$s',
             'name':{'givenName':'%2$s','familyName':'%2$s'},'emails':[{'value':'%2$s@demo.example','type':'%2$s'}],
             'roles':['%2$s'],'nickName':7,'unknown%2$s':{'deep':['%2$s']}}\
            """.formatted(USER, name));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String id = made.json().path("id").asText();
        JsonNode entry = okta.entry(made);
        assertThat(withoutNames(entry)).doesNotContain(MARK);
        assertThat(entry.at("/request/body/active").asBoolean()).isTrue();
        assertThat(entry.at("/request/body/userName").asText()).isEqualTo("(hidden)");
        assertThat(entry.at("/response/body/id").asText()).isEqualTo(id);
        assertThat(entry.path("about").isNull()).isTrue();

        List<Answer> sent = new ArrayList<>();
        for (String operation : List.of("add", "replace", "Replace", "remove")) {
            bodies(operation).forEach(body -> sent.add(okta.send("PATCH", "/Users/" + id, body.replace("MARK", name))));
        }
        sent.add(okta.send(
                "PUT",
                "/Users/" + id,
                "{'schemas':['" + USER + "'],'userName':'" + name + "@demo.example','displayName':'" + name + "'}"));
        sent.add(okta.send("POST", "/Users", "{'schemas':['" + USER + "'],'userName':'" + name + "@demo.example'}"));
        sent.add(okta.send("GET", "/Users?filter=" + encoded("userName eq \"" + name + "\" and bad ~ 1"), ""));
        sent.add(okta.send("GET", "/Users/" + name, ""));
        for (Answer answer : sent) {
            JsonNode kept = okta.entry(answer);
            assertThat(withoutNames(kept)).as(kept.toString()).doesNotContain(MARK);
        }
        assertThat(okta.find("person=" + name + "@demo.example").size()).isGreaterThan(10);
        assertThat(okta.api(
                                "POST",
                                "/api/v1/organizations/demo/requests/"
                                        + entry.path("id").asText() + "/replay")
                        .status())
                .isEqualTo(409);
    }

    /** Names of attributes are kept, and the path of the request is what was asked for. */
    private static String withoutNames(JsonNode entry) {
        StringBuilder values = new StringBuilder();
        values(entry, values);
        return values.toString();
    }

    private static void values(JsonNode node, StringBuilder into) {
        if (node.isValueNode()) {
            into.append(node.asText()).append('\n');
        } else {
            node.forEach(child -> values(child, into));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("Of reads that succeed one in so many is kept")
    void aShareOfReadsIsKept() {
        String id = okta.send("POST", "/Users", "{'schemas':['" + USER + "'],'userName':'share@demo.example'}")
                .json()
                .path("id")
                .asText();
        for (int i = 0; i < 4 * SHARE; i++) {
            assertThat(okta.send("GET", "/Users/" + id, "").status()).isEqualTo(200);
        }
        assertThat(okta.find("kind=read_user&outcome=done&person=" + id)).hasSize(4);
    }
}
