package dev.rollcall.server.api.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which address of a user counts, and that two spellings of one mailbox are one (U6, B5). */
final class KnownAddressIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final People people = new People(GATEWAY, 50, "custom");

    private String user(String userName, String emails) {
        Answer answer = people.scim(
                "POST",
                "/Users",
                "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'" + userName
                        + "','active':true,'emails':[" + emails + "]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private JsonNode excluded() {
        JsonNode items = people.get("/exclusions").path("items");
        assertThat(items).hasSize(1);
        return items.path(0);
    }

    /** U6, B5: blanks, invisible characters, mailto:, a final dot, letter case, and domains in other letters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                " ada@%s ",
                "\u00A0ada@%s",
                "mailto:ada@%s",
                "MAILTO:ada@%s",
                "ada@%s.",
                "a\u200Bda@%s",
                "\uFEFFada@%s",
                "ADA@%s",
                "ada@\uFF4F%s"
            })
    void twoSpellingsOfOneMailboxAreOneMember(String spelling) {
        boolean fullWidth = spelling.contains("\uFF4F");
        String sent = spelling.formatted(fullWidth ? people.domain.substring(1) : people.domain);
        user("second", "{'value':'" + sent + "','primary':true}");
        assertThat(people.get("/members?text=ada").path("items")).hasSize(1);
        assertThat(people.get("/members?text=ada").at("/items/0/status").asText())
                .isEqualTo("active");

        user("first", "{'value':'ada@" + people.domain + "','primary':true}");

        assertThat(excluded().path("reason").path("exclusion").asText()).isEqualTo("address_in_use");
        assertThat(people.seatsUsed()).isEqualTo(1);
    }

    /** U6. */
    @Test
    void oneOfAVerifiedDomainCountsBeforeThePrimaryOne() {
        user(
                "ada",
                "{'value':'ada@elsewhere.example','primary':true},{'value':'home@" + people.domain
                        + "','type':'home'},{'value':'ada@" + people.domain + "','type':'work'}");

        assertThat(people.lines()).containsExactly("ada active member seat");
        assertThat(people.get("/members").at("/items/0/email").asText()).isEqualTo("ada@" + people.domain);
    }

    /** U6: the name of a guest in the directory of their host is no mailbox. */
    @Test
    void theNameOfAGuestIsNoAddress() {
        user("bob_elsewhere.example#EXT#@" + people.domain, "");

        assertThat(excluded().path("reason").path("exclusion").asText()).isEqualTo("no_email");
    }

    /** R31 with U6: a user who waits for a mailbox comes in when it is free, however it is spelt. */
    @ParameterizedTest
    @ValueSource(strings = {"mailto:ada@%s", " ada@%s", "ada@%s."})
    void whoWaitsForAMailboxComesInHoweverItIsSpelt(String spelling) {
        String first = user("first", "{'value':'ada@" + people.domain + "','primary':true}");
        user("second", "{'value':'" + spelling.formatted(people.domain) + "','primary':true}");
        assertThat(excluded().path("reason").path("exclusion").asText()).isEqualTo("address_in_use");

        people.delete("/Users/" + first);

        assertThat(people.lines()).containsExactly("ada active member seat");
        assertThat(people.get("/exclusions").path("items")).isEmpty();
    }

    /** U6, B5: list, explanation and event name the address that was judged. */
    @Test
    void theReasonNamesTheAddressThatWasJudged() {
        String id = user(
                "ada",
                "{'value':'home@elsewhere.example','type':'home'},{'value':'mailto:Work@Elsewhere.example','type':'work'}");

        assertThat(excluded().path("email").asText()).isEqualTo("Work@Elsewhere.example");
        assertThat(people.get("/users/" + id + "/explanation").path("email").asText())
                .isEqualTo("Work@Elsewhere.example");
        JsonNode event = StreamSupport.stream(
                        people.get("/events?limit=1000").path("items").spliterator(), false)
                .filter(each -> each.path("type").asText().equals("user.excluded"))
                .findFirst()
                .orElseThrow();
        assertThat(event.at("/data/email").asText()).isEqualTo("work@elsewhere.example");
        assertThat(event.at("/data/reason").asText()).isEqualTo("unverified_domain");
    }
}
