package dev.rollcall.server.api.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R3, R17, R18, R22 over HTTP: a directory is made, previewed, activated, paused, deactivated and undone. */
final class LifeCycleApiIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final NewDirectory directory = new NewDirectory(GATEWAY, "custom");

    /** Each test leaves the organisation as it found it: what an activation made goes with it. */
    @AfterEach
    void undoEverything() {
        for (JsonNode activation : directory.get("/activations").path("items")) {
            if (activation.path("undone").isNull()) {
                directory.done("POST", "/activations/" + activation.path("id").asText() + "/undo", "");
            }
        }
        assertThat(directory.members()).isEmpty();
    }

    private String activate() {
        return directory.done("POST", "/activate", "").path("subject").asText();
    }

    @Test
    void aPreviewStoresAndServesAndGoingLiveDoesWhatItsListSaid() {
        directory.foreseen("POST", "/preview", "");
        assertThat(directory.state()).isEqualTo("preview");
        String ada = directory.user("ada");
        directory.userOf("fox@elsewhere.example");
        assertThat(directory.scim("GET", "/Users/" + ada, "").status()).isEqualTo(200);
        assertThat(directory.members()).isEmpty();

        JsonNode preview = directory.get("/preview");
        assertThat(NewDirectory.people(preview))
                .containsExactly(
                        "added ada@demo.example null member null",
                        "excluded fox@elsewhere.example null null unverified_domain");
        assertThat(preview.at("/seats/before").asInt()).isZero();
        assertThat(preview.at("/seats/after").asInt()).isEqualTo(1);
        assertThat(preview.at("/counts/added").asInt()).isEqualTo(1);
        assertThat(preview.path("next").isNull()).isTrue();
        assertThat(preview.at("/people/0/userId").asText()).isEqualTo(ada);
        assertThat(preview.at("/people/0/memberId").isNull()).isTrue();
        assertThat(directory.members()).as("looking changes nothing").isEmpty();

        JsonNode live = directory.foreseen("POST", "/activate", "");
        assertThat(NewDirectory.people(live)).isEqualTo(NewDirectory.people(preview));
        assertThat(directory.state()).isEqualTo("active");
        assertThat(directory.members())
                .containsExactly(
                        "ada@demo.example member active seat Custom SCIM",
                        "fox@elsewhere.example null excluded no seat Custom SCIM");
    }

    @Test
    void whoeverWasRemovedByHandSinceIsNotBroughtBackByAnUndo() {
        String eve = directory.invite("eve");
        directory.invite("zoe");
        directory.user("eve");
        directory.user("zoe");
        String activation = activate();
        directory.done("POST", "/deactivate", "{'members':'keep'}");
        directory.api("DELETE", "/members/" + eve, "");

        directory.foreseen("POST", "/activations/" + activation + "/undo", "");

        assertThat(directory.members()).containsExactly("zoe@demo.example member active seat by hand");
        directory.removeByHand("zoe");
    }

    @Test
    void aLongListIsReadPageByPageAlthoughPeopleComeInMeanwhile() {
        for (int i = 0; i < 7; i++) {
            directory.user("user" + i);
        }
        directory.userOf("fox@elsewhere.example");
        List<String> seen = new ArrayList<>();
        JsonNode page = directory.get("/preview?limit=3");
        seen.addAll(NewDirectory.people(page));
        directory.user("aaron");
        while (page.path("next").isTextual()) {
            page = directory.get("/preview?limit=3&cursor=" + page.path("next").asText());
            assertThat(page.at("/counts/added").asInt()).isEqualTo(7);
            seen.addAll(NewDirectory.people(page));
        }
        assertThat(seen).hasSize(8).doesNotHaveDuplicates().noneMatch(line -> line.contains("aaron"));
        assertThat(seen.get(7)).startsWith("excluded fox@");

        assertThat(NewDirectory.people(directory.get("/preview?kind=excluded"))).hasSize(1);
        assertThat(directory
                        .ask("GET", "/preview?kind=gone", "")
                        .json()
                        .path("detail")
                        .asText())
                .contains("added, adopted");
        assertThat(directory.ask("GET", "/preview?cursor=x.1", "").status()).isEqualTo(400);
        assertThat(directory
                        .ask("GET", "/preview?cursor=00000000-0000-7000-8000-000000000000.1", "")
                        .json()
                        .path("detail")
                        .asText())
                .contains("Ask for a new one without a cursor");
    }

    @Test
    void whilePausedEverythingIsStoredAndTheListSaysWhatGoingOnChanges() {
        String ada = directory.user("ada");
        activate();
        directory.foreseen("POST", "/pause", "");
        directory.active(ada, false);
        directory.user("bob");
        assertThat(directory.members()).containsExactly("ada@demo.example member active seat Custom SCIM");
        assertThat(NewDirectory.people(directory.get("/preview")))
                .containsExactly(
                        "added bob@demo.example null member null", "suspended ada@demo.example member null null");
        directory.foreseen("POST", "/resume", "");
        assertThat(directory.members())
                .containsExactly(
                        "ada@demo.example member suspended no seat Custom SCIM",
                        "bob@demo.example member active seat Custom SCIM");
    }

    @Test
    void deactivationKeepsMembersByHandOrSuspendsThem() {
        directory.user("ada");
        activate();
        directory.foreseen("POST", "/deactivate", "{'members':'keep'}");
        assertThat(directory.members()).containsExactly("ada@demo.example member active seat by hand");
        assertThat(NewDirectory.people(directory.foreseen("POST", "/activate", "")))
                .containsExactly("adopted ada@demo.example member member null");
        directory.foreseen("POST", "/deactivate", "{'members':'suspend'}");
        assertThat(directory.members()).containsExactly("ada@demo.example member suspended no seat by hand");
        Answer refused = directory.ask("POST", "/deactivate", "{'members':'forget'}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("detail").asText()).contains("keep, suspend");
    }

    @Test
    void aMistakenActivationWithFiveHundredNewSeatsIsUndoneByOneCommand() {
        for (int i = 0; i < 500; i++) {
            directory.user("user" + i);
        }
        String activation = activate();
        assertThat(directory.members()).hasSize(500);
        assertThat(directory.ledgerOf(activation)).isEqualTo(500);
        String undo = "/activations/" + activation + "/undo";
        assertThat(directory.get("/activations/" + activation).path("seats").asInt())
                .isEqualTo(500);

        JsonNode undone = directory.foreseen("POST", undo, "");

        assertThat(undone.at("/counts/removed").asInt()).isEqualTo(500);
        assertThat(undone.at("/seats/before").asInt()).isEqualTo(500);
        assertThat(undone.at("/seats/after").asInt()).isZero();
        assertThat(directory.members()).isEmpty();
        assertThat(directory.ledgerOf(activation)).isZero();
        assertThat(directory.state()).isEqualTo("deactivated");
        JsonNode shown = directory.get("/activations/" + activation);
        assertThat(shown.path("seats").asInt()).isZero();
        assertThat(shown.path("undone").isTextual()).isTrue();
        Answer again = directory.ask("POST", undo, "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("type").asText()).isEqualTo("/api/v1/problems/wrong-state");
    }

    @Test
    void aCommandInTheWrongStateIsRefusedWithTheStatesThatAllowIt() {
        Answer refused = directory.ask("POST", "/pause", "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asText())
                .isEqualTo("A directory can be paused in the state active; the state of \"Custom SCIM\" is draft.");
        assertThat(directory
                        .ask("POST", "/activations/00000000-0000-7000-8000-000000000000/undo", "")
                        .status())
                .isEqualTo(404);
    }
}
