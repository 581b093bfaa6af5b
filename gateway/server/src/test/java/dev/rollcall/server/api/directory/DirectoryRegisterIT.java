package dev.rollcall.server.api.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.AdapterFolders;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R1 to R3, R22 over HTTP: which directories there can be, what one needs to go live, and what of it may change. */
final class DirectoryRegisterIT {

    /** What was found is trusted for long, so that a change must be told to be seen. */
    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway().with(Settings.AUTH_CACHE, "60");

    private static Answer operator(String method, String path, String body) {
        Http request =
                Http.request(method, GATEWAY.url() + "/api/v1/" + path).bearer(GATEWAY.token(new Scope.Operator()));
        return (body.isEmpty() ? request : request.body(body)).send();
    }

    @Test
    void providersAreOfferedInOrderAndCustomComesLast() {
        JsonNode items = operator("GET", "providers", "").json().path("items");
        List<String> offered = items.findValuesAsText("id");
        // Those with an adapter of their own stand before the presets, which are one's data.
        List<String> own = new ArrayList<>(AdapterFolders.providers());
        own.remove("custom");
        assertThat(own).startsWith("okta", "entra");
        assertThat(offered).startsWith(own.toArray(String[]::new)).endsWith("custom");
        assertThat(offered.subList(own.size(), offered.size()))
                .startsWith("onelogin", "onelogin1", "jumpcloud", "pingone", "pingfederate", "rippling");
        assertThat(items.get(0).path("name").asText()).isEqualTo("Okta");
    }

    @Test
    void aDirectoryIsMadeAsADraftOfAKnownProvider() {
        Answer made =
                operator("POST", "organizations/demo/directories", "{'provider':'onelogin','name':'Our OneLogin'}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("state").asText()).isEqualTo("draft");
        assertThat(made.json().path("missing")).isEmpty();
        assertThat(Http.get(GATEWAY.url() + made.header("Location"))
                        .bearer(GATEWAY.token(new Scope.Operator()))
                        .send()
                        .header("ETag"))
                .isEqualTo(made.header("ETag"));
        Answer refused = operator("POST", "organizations/demo/directories", "{'provider':'ldap'}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("detail").asText())
                .contains("okta, entra")
                .endsWith("custom.");
    }

    @Test
    void aDraftIsDeletedWithWhatWasSentToItAndNothingElseIs() {
        NewDirectory draft = new NewDirectory(GATEWAY, "okta");
        draft.group("Admins", draft.user("ada"));
        Answer deleted = draft.ask("DELETE", "", "");
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(draft.ask("GET", "", "").status()).isEqualTo(404);
        assertThat(draft.scim("GET", "/Users", "").status()).isEqualTo(401);

        NewDirectory preview = new NewDirectory(GATEWAY, "okta");
        preview.done("POST", "/preview", "");
        Answer refused = preview.ask("DELETE", "", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asText()).contains("Only a draft can be deleted");
    }

    @Test
    void anotherProviderReadsTheSameRecords() {
        NewDirectory directory = new NewDirectory(GATEWAY, "entra");
        String ada = directory.user("ada");
        directory.done("PATCH", "", "{'disabledQuirks':['string-booleans','mistyped-extension']}");
        JsonNode changed = directory.done("PATCH", "", "{'provider':'okta'}");
        assertThat(changed.path("provider").asText()).isEqualTo("okta");
        assertThat(changed.path("disabledQuirks"))
                .as("what both have stays off")
                .extracting(JsonNode::asText)
                .containsExactly("string-booleans");
        assertThat(directory
                        .scim("GET", "/Users/" + ada, "")
                        .json()
                        .path("userName")
                        .asText())
                .isEqualTo("ada@demo.example");
    }

    @Test
    void whatIsMissingToGoLiveIsShownAndIsWhatARefusalSays() {
        operator("PUT", "organizations/demo/plan", "{'plan':'enterprise','purchasedSeats':49,'enterpriseMaxSeats':0}");
        try {
            NewDirectory directory = new NewDirectory(GATEWAY, "okta");
            String missing = directory.get("").at("/missing/0").asText();
            assertThat(missing).contains("49 seats").contains("Enterprise Max");
            Answer refused = directory.ask("POST", "/activate", "");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().path("detail").asText()).isEqualTo(missing);
            assertThat(directory
                            .api(
                                    "GET",
                                    "/directories/" + GATEWAY.directory("okta").id(),
                                    "")
                            .json()
                            .at("/warnings/0")
                            .asText())
                    .as("a live one goes on, with a warning")
                    .startsWith(missing);
        } finally {
            operator("PUT", "organizations/demo/plan", "{'plan':'enterprise','purchasedSeats':5000}");
        }
    }

    @Test
    void credentialsThatEndWarnUntilOneThatLastsIsIssued() {
        NewDirectory directory = new NewDirectory(GATEWAY, "okta");
        assertThat(directory.get("").path("warnings")).isEmpty();
        String lasting = directory.get("/credentials").at("/items/0/id").asText();
        String soon = Instant.now().plus(Duration.ofDays(3)).toString();
        directory.done("POST", "/credentials", "{'expires':'" + soon + "'}");
        assertThat(directory.get("").path("warnings")).as("one lasts").isEmpty();
        assertThat(directory.ask("DELETE", "/credentials/" + lasting, "").status())
                .isEqualTo(204);
        assertThat(directory.get("").at("/warnings/0").asText()).contains("expires in less than 3 days");
        directory.done("POST", "/credentials", "");
        assertThat(directory.get("").path("warnings")).isEmpty();
    }
}
