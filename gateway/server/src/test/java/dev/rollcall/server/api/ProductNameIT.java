package dev.rollcall.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.server.Http;
import dev.rollcall.server.Http.Answer;
import dev.rollcall.server.RunningGateway;
import dev.rollcall.server.auth.Principal.Scope;
import dev.rollcall.server.config.Settings;
import dev.rollcall.server.node.Adapters;
import dev.rollcall.spi.Adapter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ProductNameIT {

    @RegisterExtension
    static final RunningGateway GATEWAY = new RunningGateway().with(Settings.PRODUCT_NAME, "Helpdesk");

    private static Answer ask(String method, String path, String body) {
        return Http.request(method, GATEWAY.url() + "/api/v1/organizations/demo/directories" + path)
                .bearer(GATEWAY.token(new Scope.Operator()))
                .body(body)
                .send();
    }

    @Test
    @DisplayName("W14: the set-up guides of all providers speak of the operator's product, not of Rollcall")
    void theGuidesSpeakOfTheOperatorsProduct() {
        int guides = 0;
        for (Adapter adapter : Adapters.all()) {
            if (adapter.notYet().isPresent()) {
                continue;
            }
            String id = ask(
                            "POST",
                            "",
                            "{'provider':'" + adapter.provider() + "','name':'New " + adapter.provider() + "'}")
                    .json()
                    .path("id")
                    .asText();
            JsonNode setup = ask("GET", "/" + id + "/setup", "").json();
            assertThat(setup.toString()).as(adapter.provider()).doesNotContain("Rollcall");
            if (setup.toString().contains("Helpdesk Admins")) {
                guides++;
            }
        }
        assertThat(guides).isGreaterThanOrEqualTo(2);
    }
}
