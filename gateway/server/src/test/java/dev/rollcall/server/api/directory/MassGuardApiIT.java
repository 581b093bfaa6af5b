package dev.rollcall.server.api.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.RunningGateway;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** R21 over HTTP: too many people who go at once are held, the IdP is answered with success, an administrator decides. */
final class MassGuardApiIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway();

    private final NewDirectory directory = new NewDirectory(GATEWAY, "custom");
    private final List<String> users = new ArrayList<>();
    private String activation = "";

    @BeforeEach
    void tenMembersOfWhomOneMayGo() {
        for (int i = 0; i < 10; i++) {
            users.add(directory.user("user" + i));
        }
        activation = directory.done("POST", "/activate", "").path("subject").asText();
        directory.done("PUT", "/mass-change-guard", "{'share':10,'minimum':1,'windowSeconds':3600}");
    }

    @AfterEach
    void undo() {
        directory.done("POST", "/activations/" + activation + "/undo", "");
        assertThat(directory.members()).isEmpty();
    }

    private long active() {
        return directory.members().stream()
                .filter(line -> line.contains(" active "))
                .count();
    }

    private JsonNode guard() {
        return directory.get("/mass-change-guard");
    }

    @Test
    void whoeverIsTooManyIsHeldUntilItIsApproved() {
        users.subList(0, 4).forEach(user -> directory.active(user, false));
        assertThat(active()).isEqualTo(9);
        assertThat(guard().path("admitted").asInt()).isEqualTo(1);
        assertThat(guard().path("takenOut").asInt()).isEqualTo(1);
        assertThat(guard().path("held").asInt()).isEqualTo(3);
        assertThat(directory
                        .scim("GET", "/Users/" + users.get(3), "")
                        .json()
                        .path("active")
                        .asBoolean())
                .as("the IdP reads what it wrote")
                .isFalse();

        JsonNode approved = directory.foreseen("POST", "/mass-changes/approve", "");

        assertThat(approved.at("/counts/suspended").asInt()).isEqualTo(3);
        assertThat(active()).isEqualTo(6);
        assertThat(guard().path("held").asInt()).isZero();
    }

    @Test
    void whoeverIsRejectedStaysAMember() {
        users.subList(0, 4).forEach(user -> directory.active(user, false));
        directory.foreseen("POST", "/mass-changes/reject", "");
        assertThat(active()).isEqualTo(9);
        assertThat(guard().path("held").asInt()).isZero();
    }

    @Test
    void whoeverIsBroughtBackCountsNoMore() {
        for (int again = 0; again < 3; again++) {
            directory.active(users.get(0), false);
            directory.active(users.get(0), true);
        }

        assertThat(guard().path("takenOut").asInt()).isZero();
        directory.active(users.get(1), false);
        directory.active(users.get(2), false);
        assertThat(guard().path("takenOut").asInt()).isEqualTo(1);
        assertThat(guard().path("held").asInt()).isEqualTo(1);
    }

    @Test
    void settingsOutOfBoundsAreRefused() {
        assertThat(directory
                        .ask("PUT", "/mass-change-guard", "{'share':101,'minimum':1,'windowSeconds':60}")
                        .json()
                        .path("detail")
                        .asText())
                .contains("from 0 to 100");
        assertThat(directory
                        .ask("PUT", "/mass-change-guard", "{'share':10,'minimum':1,'windowSeconds':2592001}")
                        .json()
                        .path("detail")
                        .asText())
                .contains("30 days");
        assertThat(guard().path("share").asInt()).isEqualTo(10);
    }
}
