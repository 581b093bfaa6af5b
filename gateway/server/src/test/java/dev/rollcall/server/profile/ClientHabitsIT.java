package dev.rollcall.server.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.config.Settings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a profile says that writes are read, responses look and requests are carried. */
final class ClientHabitsIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway().with(Settings.AUTH_CACHE, "60");

    private final CustomClient client = new CustomClient(GATEWAY, "custom");

    @Test
    @DisplayName("CONNID-07, CUSTOM-19: a PUT that holds only what changes keeps the rest, and deactivates")
    void aPutMayHoldOnlyWhatChanges() {
        String id = client.user("ada");
        String group = client.done("POST", "/Groups", "{'displayName':'A','members':[{'value':'" + id + "'}]}")
                .path("id")
                .asText();
        assertThat(client.send("PUT", "/Users/" + id, "{'displayName':'Ada'}").status())
                .isEqualTo(400);
        client.profile("{'reading':{'put':{'user':'merge','group':'merge'}}}");
        JsonNode ada = client.done("PUT", "/Users/" + id, "{'id':'" + id + "','displayName':'Ada'}");
        assertThat(ada.path("displayName").asText()).isEqualTo("Ada");
        assertThat(ada.path("userName").asText()).isEqualTo("ada");
        assertThat(ada.path("emails")).hasSize(1);
        client.done("PUT", "/Users/" + id, "{'id':'" + id + "','active':false}");
        assertThat(client.get("/Users/" + id).path("active").asBoolean(true)).isFalse();
        JsonNode renamed = client.done("PUT", "/Groups/" + group, "{'displayName':'B'}");
        assertThat(renamed.path("displayName").asText()).isEqualTo("B");
        assertThat(renamed.path("members")).hasSize(1);
        assertThat(client.done("PUT", "/Groups/" + group, "{'displayName':'B','members':[]}")
                        .path("members"))
                .isEmpty();
    }

    @Test
    @DisplayName("CUSTOM-19, CUSTOM-52: a PUT of a group without members keeps them where the profile says so")
    void aGroupKeepsItsMembers() {
        String id = client.user("bob");
        String path = "/Groups/"
                + client.done("POST", "/Groups", "{'displayName':'G','members':[{'value':'" + id + "'}]}")
                        .path("id")
                        .asText();
        client.profile("{'reading':{'put':{'members':'keep'}}}");
        client.done("PUT", path, "{'displayName':'H'}");
        assertThat(client.get(path).path("members")).hasSize(1);
        client.done("PUT", path, "{'displayName':'H','members':[]}");
        assertThat(client.get(path).path("members")).isEmpty();
        client.profile("{}");
        client.done("PATCH", path, "{'Operations':[{'op':'add','path':'members','value':[{'value':'" + id + "'}]}]}");
        client.done("PUT", path, "{'displayName':'H'}");
        assertThat(client.get(path).path("members")).isEmpty();
    }

    @Test
    @DisplayName("CUSTOM-31: a userName or an address in place of the id, where the profile says so")
    void aNameMayStandInPlaceOfTheId() {
        String dot = client.user("dot");
        String eve = client.user("eve");
        assertThat(client.send("GET", "/Users/dot", "").status()).isEqualTo(404);
        client.profile("{'reading':{'ids':'names-too'}}");
        for (String name : new String[] {dot, "dot", "DOT", "dot%40demo.example", "Dot@demo.example"}) {
            assertThat(client.get("/Users/" + name).path("id").asText())
                    .as(name)
                    .isEqualTo(dot);
        }
        client.done("PATCH", "/Users/dot", "{'Operations':[{'op':'replace','path':'title','value':'T'}]}");
        client.done(
                "PUT",
                "/Users/dot@demo.example",
                "{'userName':'dot','emails':[{'value':'dot@demo.example'}],'active':false}");
        assertThat(client.get("/Users/" + dot).path("active").asBoolean(true)).isFalse();
        client.done("DELETE", "/Users/dot", "");
        assertThat(client.send("GET", "/Users/" + dot, "").status()).isEqualTo(404);
        client.done(
                "PATCH",
                "/Users/" + eve,
                "{'Operations':[{'op':'add','path':'emails','value':[{'value':'f@demo.example'}]}]}");
        client.done("POST", "/Users", "{'userName':'fay','emails':[{'value':'f@demo.example'}]}");
        assertThat(client.send("DELETE", "/Users/f@demo.example", "").status())
                .as("an address of two users stands for neither")
                .isEqualTo(404);
    }

    @Test
    @DisplayName("CUSTOM-46: XML is refused with what is accepted")
    void xmlIsNotSpoken() {
        Answer answer = Http.request("POST", client.base() + "/Users")
                .bearer(client.token())
                .header("Content-Type", "application/xml")
                .exactly("<User/>")
                .send();
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().path("detail").asText()).contains("application/scim+json");
    }

    @Test
    @DisplayName("CUSTOM-26: null and empty texts change nothing where the profile says so")
    void emptyValuesMayMeanNothing() {
        client.profile("{'reading':{'null':'ignore','empty':'ignore','put':{'user':'merge'}}}");
        String id = client.user("cal");
        client.done("PATCH", "/Users/" + id, "{'Operations':[{'op':'replace','path':'title','value':'Boss'}]}");
        client.done(
                "PATCH",
                "/Users/" + id,
                "{'Operations':[{'op':'replace','path':'title','value':''},"
                        + "{'op':'replace','value':{'title':null,'nickName':'C'}}]}");
        client.done("PUT", "/Users/" + id, "{'title':''}");
        JsonNode cal = client.get("/Users/" + id);
        assertThat(cal.path("title").asText()).isEqualTo("Boss");
        assertThat(cal.path("nickName").asText()).isEqualTo("C");
    }

    @Test
    @DisplayName("CUSTOM-35: a DELETE may deactivate, and a second one may be 204")
    void aDeleteMayDeactivate() {
        client.profile("{'reading':{'delete':'deactivate'},'response':{'deletedAgain':'no-content'}}");
        String id = client.user("dan");
        assertThat(client.send("DELETE", "/Users/" + id, "").status()).isEqualTo(204);
        assertThat(client.get("/Users/" + id).path("active").asBoolean(true)).isFalse();
        String group = client.done("POST", "/Groups", "{'displayName':'Gone'}")
                .path("id")
                .asText();
        assertThat(client.send("DELETE", "/Groups/" + group, "").status()).isEqualTo(204);
        assertThat(client.send("DELETE", "/Groups/" + group, "").status()).isEqualTo(204);
        client.profile("{}");
        assertThat(client.send("DELETE", "/Groups/" + group, "").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("CUSTOM-38, CUSTOM-03, SCIMSDK-01: status, type, order and addresses of responses")
    void responsesLookAsTheProfileSays() {
        String id = client.user("eve");
        String group = client.done("POST", "/Groups", "{'displayName':'Look'}")
                .path("id")
                .asText();
        String patch = "{'Operations':[{'op':'replace','path':'displayName','value':'%s'}]}";
        assertThat(client.send("PATCH", "/Users/" + id, patch.formatted("E")).status())
                .isEqualTo(200);
        assertThat(client.send("PATCH", "/Groups/" + group, patch.formatted("L"))
                        .status())
                .isEqualTo(204);
        client.profile("{'response':{'mediaType':'application/json','patch':{'user':'nothing','group':'resource'},"
                + "'locations':'relative','order':['id','userName'],'totalResults':'page'}}");
        assertThat(client.send("PATCH", "/Users/" + id, patch.formatted("F")).status())
                .isEqualTo(204);
        Answer patched = client.send("PATCH", "/Groups/" + group, patch.formatted("M"));
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.json().path("displayName").asText()).isEqualTo("M");
        Answer read = client.send("GET", "/Users/" + id, "");
        assertThat(read.header("Content-Type")).isEqualTo("application/json");
        assertThat(read.header("Location")).startsWith("http").endsWith("/Users/" + id);
        assertThat(read.json().at("/meta/location").asText()).isEqualTo("/Users/" + id);
        assertThat(read.json().fieldNames().next()).isEqualTo("id");
        assertThat(client.send("GET", "/Users/1", "").header("Content-Type")).isEqualTo("application/json");
        client.user("eve2");
        assertThat(client.get("/Users?count=1").path("totalResults").asInt()).isEqualTo(1);
        assertThat(client.get("/Schemas").at("/Resources/0/meta/location").asText())
                .startsWith("/Schemas/");
    }

    @Test
    @DisplayName("CUSTOM-24, KEEPER-03, HELLOID-01: pages counted from 0, and of another size")
    void pagesAreCountedAsTheProfileSays() {
        for (int i = 0; i < 5; i++) {
            client.user("page" + i);
        }
        client.profile("{'transport':{'paging':{'firstIndex':0,'count':2,'most':3}}}");
        List<String> names = new ArrayList<>();
        for (int start = 0; start < 5; start += 2) {
            JsonNode page = client.get("/Users?startIndex=" + start + "&count=2");
            assertThat(page.path("startIndex").asInt()).isEqualTo(start);
            names.addAll(page.path("Resources").findValuesAsText("userName"));
        }
        assertThat(names).hasSize(5).doesNotHaveDuplicates();
        assertThat(client.get("/Users").path("Resources")).hasSize(2);
        assertThat(client.get("/Users?cursor=&count=2").path("nextCursor").isTextual())
                .isTrue();
        assertThat(client.get("/Users?count=10").path("Resources")).hasSize(3);
    }

    @Test
    @DisplayName("CUSTOM-01, CUSTOM-34, CUSTOM-49: credentials, methods and types as the profile says")
    void requestsAreCarriedAsTheProfileSays() {
        String id = client.user("fay");
        String off = "{'active':false}";
        Http apiKey = Http.request("GET", client.base() + "/Users/" + id).header("X-Api-Key", client.token());
        Http scheme =
                Http.request("GET", client.base() + "/Users/" + id).header("Authorization", "Token " + client.token());
        assertThat(apiKey.send().status()).isEqualTo(401);
        assertThat(scheme.send().status()).isEqualTo(401);
        Answer refused = client.request("POST", "/Users/" + id)
                .header("X-HTTP-Method-Override", "PATCH")
                .body(off)
                .send();
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.json().path("detail").asText()).contains("transport.methodOverride");
        client.profile("{'transport':{'bodies':'any','methodOverride':true,'credentials':['token','x-api-key']}}");
        assertThat(apiKey.send().status()).isEqualTo(200);
        assertThat(scheme.send().status()).isEqualTo(200);
        assertThat(Http.request("POST", client.base() + "/Users/" + id)
                        .bearer(client.token())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-HTTP-Method-Override", "patch")
                        .body(off)
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(client.get("/Users/" + id).path("active").asBoolean(true)).isFalse();
        assertThat(client.request("POST", "/Users/" + id)
                        .header("X-HTTP-Method-Override", "DELETE")
                        .send()
                        .status())
                .isEqualTo(204);
    }

    @Test
    @DisplayName("CUSTOM-04, CUSTOM-48: a base URL that was entered twice, doubled slashes, and a trailing ? or &")
    void addressesInTheSpellingsThatPeopleEnter() {
        String id = client.user("gil");
        String directory = client.base().substring(client.base().lastIndexOf('/') + 1);
        for (String below : List.of(
                "/Users/" + id + "?",
                "//Users/" + id,
                "/users/" + id,
                "/v2/Users/" + id,
                "/scim/v2/Users/" + id,
                "/scim/v2/" + directory + "/Users/" + id)) {
            assertThat(client.get(below).path("userName").asText()).as(below).isEqualTo("gil");
        }
        assertThat(client.get("/v2/Users?filter=userName%20eq%20%22gil%22&")
                        .path("totalResults")
                        .asInt())
                .isEqualTo(1);
        assertThat(client.get("/Users/").path("Resources")).isNotEmpty();
    }
}
