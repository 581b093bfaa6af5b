package dev.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rule R16: two seats, three people, and what each policy makes of it; and the ledger that tells all of it. */
final class SeatsIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private static final List<String> CREATED = new ArrayList<>();

    private static String token;

    /** All members leave after each test, which the guard against mass changes (R21) would hold. */
    @BeforeAll
    static void connect() {
        token = GATEWAY.credential("okta");
        assertThat(operator()
                        .put(
                                "/organizations/demo/directories/"
                                        + GATEWAY.directory("okta").id() + "/mass-change-guard",
                                "{'share':100,'minimum':1000,'windowSeconds':1}")
                        .status())
                .isEqualTo(200);
    }

    private static Api operator() {
        return Api.operator(GATEWAY);
    }

    private static Answer scim(String method, String path, String body) {
        return Http.request(method, GATEWAY.scimUrl("okta") + "/Users" + path)
                .bearer(token)
                .body(body)
                .send();
    }

    private static String provision(String name) {
        Answer created = scim("POST", "", """
            {'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'%1$s@demo.example',
             'emails':[{'value':'%1$s@demo.example','primary':true}],'active':true}
            """.formatted(name));
        assertThat(created.status()).isEqualTo(201);
        String id = created.json().path("id").asText();
        CREATED.add(id);
        return id;
    }

    private static void buy(int seats) {
        operator().put("/organizations/demo/plan", "{'plan':'enterprise','purchasedSeats':" + seats + "}");
    }

    private static void policy(String body) {
        buy(2);
        assertThat(operator().put("/organizations/demo/seat-policy", body).status())
                .isEqualTo(200);
    }

    private static List<String> members() {
        JsonNode items = operator().get("/organizations/demo/members").json().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(member -> member.path("email").asText().replace("@demo.example", "") + " "
                        + member.path("role").asText("-") + " "
                        + (member.path("seat").asBoolean() ? "seat" : "none") + " "
                        + member.at("/reason/exclusion")
                                .asText(member.path("status").asText()))
                .toList();
    }

    private static JsonNode seats() {
        return operator().get("/organizations/demo/seats").json();
    }

    @AfterEach
    void leaveNobody() {
        policy("{'policy':'expand'}");
        CREATED.forEach(id -> scim("DELETE", "/" + id, ""));
        CREATED.clear();
        assertThat(seats().path("used").asInt()).isZero();
    }

    @Test
    void theSeatsOfThePastAreToldAtAsManyMomentsAsAreAskedFor() {
        policy("{'policy':'expand'}");
        List.of("ada", "bob", "eve").forEach(SeatsIT::provision);
        JsonNode entries =
                operator().get("/organizations/demo/ledger?limit=1000").json().path("items");
        List<String> all = new ArrayList<>();
        entries.forEach(entry ->
                all.add(entry.path("at").asText() + " " + entry.path("balance").asInt()));

        assertThat(history(1_000)).isEqualTo(all);
        assertThat(history(2)).containsExactly(all.get(0), all.get(all.size() - 1));
        assertThat(history(3)).hasSize(3).isSubsetOf(all);
        assertThat(seats().has("history")).isFalse();
        assertThat(operator().get("/organizations/demo/seats?points=1").status())
                .isEqualTo(400);
        assertThat(entries.path(entries.size() - 1).path("memberName").asText()).startsWith("eve");
    }

    private static List<String> history(int points) {
        List<String> shown = new ArrayList<>();
        operator()
                .get("/organizations/demo/seats?points=" + points)
                .json()
                .path("history")
                .forEach(point -> shown.add(
                        point.path("at").asText() + " " + point.path("used").asInt()));
        return shown;
    }

    @Test
    void expandLetsEverybodyInAndRecordsWhatIsBillable() {
        policy("{'policy':'expand'}");
        List.of("ada", "bob", "eve").forEach(SeatsIT::provision);

        assertThat(members())
                .containsExactly("ada member seat active", "bob member seat active", "eve member seat active");
        assertThat(seats().path("used").asInt()).isEqualTo(3);
        assertThat(seats().path("billable").asInt()).isEqualTo(1);
        assertThat(seats().at("/byDirectory/0/directory").asText())
                .isEqualTo(GATEWAY.directory("okta").id().toString());
        assertThat(seats().at("/byDirectory/0/seats").asInt()).isEqualTo(3);
        JsonNode last = operator()
                .get("/organizations/demo/ledger?order=newest&limit=1")
                .json()
                .at("/items/0");
        assertThat(last.path("billable").asInt()).isEqualTo(1);
        assertThat(last.path("cause").asText()).isEqualTo("member.added");
    }

    @Test
    void limitKeepsPeopleOutUntilASeatIsFreeOldestFirst() {
        policy("{'policy':'limit'}");
        String ada = provision("ada");
        List.of("bob", "eve", "zoe").forEach(SeatsIT::provision);

        assertThat(members())
                .containsExactly(
                        "ada member seat active",
                        "bob member seat active",
                        "eve - none no_seat_available",
                        "zoe - none no_seat_available");
        assertThat(seats().path("awaited").asInt()).isEqualTo(2);

        scim("PATCH", "/" + ada, """
            {'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
             'Operations':[{'op':'replace','value':{'active':false}}]}
            """);
        assertThat(members())
                .contains("eve member seat active", "zoe - none no_seat_available")
                .anyMatch(line -> line.startsWith("ada member none suspended"));

        buy(3);
        assertThat(members()).contains("zoe member seat active");
        assertThat(seats().path("awaited").asInt()).isZero();
        assertThat(seats().path("billable").asInt()).isZero();
    }

    @Test
    void overflowLetsPeopleInWithARoleThatCostsNoSeatAndLiftsThem() {
        policy("{'policy':'overflow','overflowRole':'guest'}");
        List.of("ada", "bob", "eve").forEach(SeatsIT::provision);
        assertThat(members()).contains("eve guest none active");
        assertThat(seats().path("used").asInt()).isEqualTo(2);
        assertThat(seats().path("awaited").asInt()).isEqualTo(1);
        assertThat(seats().path("overflowRole").asText()).isEqualTo("guest");

        buy(3);
        assertThat(members()).contains("eve member seat active");
    }

    @Test
    void holdKeepsPeopleWaitingForASeatOrAnApproval() {
        policy("{'policy':'hold'}");
        List.of("ada", "bob", "eve").forEach(SeatsIT::provision);
        assertThat(members()).contains("eve - none awaits_approval");
        assertThat(seats().path("used").asInt()).isEqualTo(2);
        buy(3);
        assertThat(members()).contains("eve member seat active");
    }

    @Test
    void aChangeOfPolicyIsForeseen() {
        policy("{'policy':'limit'}");
        List.of("ada", "bob", "eve").forEach(SeatsIT::provision);
        JsonNode forecast = operator()
                .put("/organizations/demo/seat-policy?dryRun=true", "{'policy':'expand'}")
                .json();
        assertThat(forecast.at("/counts/added").asInt()).isEqualTo(1);
        assertThat(forecast.at("/seats/after").asInt()).isEqualTo(3);
        assertThat(members()).contains("eve - none no_seat_available");
    }

    @Test
    void theLedgerSumsUpAndSaysWhoWhatAndWhy() {
        policy("{'policy':'expand'}");
        String ada = provision("ada");
        provision("bob");
        scim("DELETE", "/" + ada, "");
        CREATED.remove(ada);

        int balance = 0;
        long entry = 0;
        String cursor = "";
        do {
            JsonNode page = operator()
                    .get("/organizations/demo/ledger?limit=2" + cursor)
                    .json();
            for (JsonNode line : page.path("items")) {
                balance += line.path("delta").asInt();
                assertThat(line.path("entry").asLong()).isEqualTo(++entry);
                assertThat(line.path("balance").asInt()).isEqualTo(balance);
            }
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asText();
        } while (!cursor.isEmpty());
        assertThat(balance).isEqualTo(seats().path("used").asInt()).isEqualTo(1);

        JsonNode removed = operator()
                .get("/organizations/demo/ledger?order=newest&cause=member.removed&limit=1")
                .json()
                .at("/items/0");
        assertThat(removed.path("delta").asInt()).isEqualTo(-1);
        assertThat(removed.path("directory").asText())
                .isEqualTo(GATEWAY.directory("okta").id().toString());
        JsonNode hers = operator()
                .get("/organizations/demo/ledger?member="
                        + removed.path("member").asText())
                .json()
                .path("items");
        assertThat(hers.findValuesAsText("cause")).containsExactly("member.added", "member.removed");
        assertThat(operator()
                        .get("/organizations/demo/ledger?request="
                                + removed.path("request").asText())
                        .json()
                        .path("items"))
                .containsExactly(removed);
        assertThat(operator()
                        .get("/organizations/demo/ledger?since=2000-01-01T00:00:00Z&until=2001-01-01T00:00:00Z")
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(operator().get("/organizations/demo/ledger?since=yesterday").status())
                .isEqualTo(400);
        assertThat(operator().get("/organizations/demo/ledger?order=best").status())
                .isEqualTo(400);
    }
}
