package dev.rollcall.server.conformance;

import static dev.rollcall.server.conformance.ScimClient.assertError;
import static dev.rollcall.server.conformance.ScimClient.encoded;
import static dev.rollcall.server.conformance.ScimClient.fresh;
import static dev.rollcall.server.conformance.ScimClient.ids;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.scim.Mode;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.api.member.Eventually;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** {@code .search}, queries of the base URL, {@code /Me}, and what is kept of filters (RFC 7644 sections 3.4, 3.11, 7.5.2). */
final class SearchIT {

    @RegisterExtension
    static final TwoModes DIRECTORIES = new TwoModes();

    private static String search(String members) {
        return "{'schemas':['urn:ietf:params:scim:api:messages:2.0:SearchRequest']," + members + "}";
    }

    private static String id(JsonNode resource) {
        return resource.path("id").asText();
    }

    @FinePrint(36)
    @InBothModes
    void aSearchByPostIsAListByGet(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String mail = fresh();
        String user = id(scim.made("'emails':[{'value':'" + mail + "'}]"));
        Answer found = scim.post("/Users/.search", search("'filter':'emails.value eq \\\"" + mail + "\\\"'"));
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(found.json().at("/schemas/0").asText()).endsWith(":ListResponse");
        assertThat(ids(found)).containsExactly(user);
        assertThat(found.json())
                .isEqualTo(
                        scim.search("Users", "emails.value eq \"" + mail + "\"").json());
        String group = id(scim.madeGroup("Searched " + mail));
        String named = search("'filter':'displayName eq \\\"Searched " + mail + "\\\"','attributes':['displayName']");
        assertThat(ids(scim.post("/Groups/.search", named))).containsExactly(group);
        assertThat(ids(scim.post("/.search", named))).containsExactly(group);

        Answer bare = scim.post("/Users/.search", "{'count':0}");
        if (mode == Mode.STRICT) {
            assertError(bare, 400, "invalidSyntax");
        } else {
            assertThat(bare.status()).isEqualTo(200);
        }
    }

    @FinePrint(25)
    @InBothModes
    void theBaseUrlDoesNotListEverything(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        scim.made();
        assertError(scim.get(""), 400, "tooMany");
        assertThat(scim.get("?filter=" + encoded("id pr") + "&count=1").status())
                .isEqualTo(200);
    }

    @FinePrint(64)
    @InBothModes
    void atTheBaseUrlATypeWithoutTheAttributeHasNoValue(Mode mode) {
        ScimClient scim = DIRECTORIES.open(mode);
        String user = id(scim.made());
        String group = id(scim.madeGroup("Full", "'members':[{'value':'" + user + "'}]"));
        String empty = id(scim.madeGroup("Empty"));
        assertThat(root(scim, "members pr")).containsExactly(group);
        assertThat(root(scim, "not (members pr)")).containsExactlyInAnyOrder(user, empty);
        assertThat(root(scim, "userName pr or displayName eq \"empty\"")).containsExactlyInAnyOrder(user, empty);
        assertThat(root(scim, "meta.resourceType eq \"Group\"")).containsExactlyInAnyOrder(group, empty);
        Answer typed = scim.search("Users", "members pr");
        if (mode == Mode.STRICT) {
            assertError(typed, 400, "invalidFilter");
        } else {
            assertThat(ids(typed)).isEmpty();
        }
    }

    /** B4. */
    @FinePrint(64)
    @InBothModes
    void aNameThatNoTypeHasFindsNobodyAndNeitherDoesItsNegation(Mode mode) {
        ScimClient scim = DIRECTORIES.open(mode);
        JsonNode ada = scim.made("'title':'Countess'", "'emails':[{'value':'ada@x.example','type':'work'}]");
        scim.made();
        scim.madeGroup("Team");
        String known = "userName eq \"" + ada.path("userName").asText() + "\"";
        List<String> unknown = List.of(
                "frobnicate eq \"x\"",
                "frobnicate ne \"x\"",
                "frobnicate pr",
                "frobnicate eq null",
                "frobnicate[value pr]",
                "emails[frobnicate pr]",
                "emails[not (frobnicate pr)]",
                "name.frobnicate eq \"x\"",
                "urn:example:frob:User:title pr");
        for (String filter : unknown) {
            for (String with : List.of(
                    filter,
                    "not (" + filter + ")",
                    "not (not (" + filter + "))",
                    "title pr and not (" + filter + ")",
                    "not (" + filter + " or title pr)",
                    "not (" + filter + " and id pr)")) {
                nothing(mode, scim.search("Users", with), with);
                nothing(mode, scim.get("?filter=" + encoded(with)), with);
            }
            Answer either = scim.search("Users", known + " or not (" + filter + ")");
            if (mode == Mode.TOLERANT) {
                assertThat(ids(either)).as(filter).containsExactly(id(ada));
            } else {
                assertError(either, 400, "invalidFilter");
            }
        }
    }

    private static void nothing(Mode mode, Answer answer, String filter) {
        if (mode == Mode.STRICT) {
            assertError(answer, 400, "invalidFilter");
        } else {
            assertThat(answer.status()).as(filter).isEqualTo(200);
            assertThat(answer.json().path("totalResults").asInt()).as(filter).isZero();
        }
    }

    private static List<String> root(ScimClient scim, String filter) {
        return ids(scim.get("?filter=" + encoded(filter)));
    }

    @FinePrint(54)
    @InBothModes
    void aDirectoryIsNobody(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        for (String method : List.of("GET", "PUT", "PATCH", "DELETE", "POST")) {
            assertError(scim.request(method, "/Me").body("{}").send(), 501, "");
        }
    }

    @FinePrint(62)
    @InBothModes
    void filtersAreServedAndNotLogged(Mode mode) {
        ScimClient scim = DIRECTORIES.in(mode);
        String mail = "secretly." + fresh();
        Logger all = (Logger) LoggerFactory.getLogger("dev.rollcall");
        Level before = all.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        all.setLevel(Level.DEBUG);
        all.addAppender(lines);
        try {
            assertThat(scim.search("Users", "emails.value eq \"" + mail + "\"").status())
                    .isEqualTo(200);
            assertError(scim.search("Users", "emails.value near \"" + mail + "\""), 400, "invalidFilter");
            // A request is logged when its response has ended, which its client may know before.
            Eventually.assertThat(() -> assertThat(List.copyOf(lines.list))
                    .as("both requests are logged")
                    .hasSizeGreaterThanOrEqualTo(2));
        } finally {
            all.detachAppender(lines);
            all.setLevel(before);
        }
        for (ILoggingEvent line : lines.list) {
            assertThat(line.getFormattedMessage() + line.getKeyValuePairs() + Arrays.toString(line.getArgumentArray()))
                    .doesNotContain("secretly");
        }
    }
}
