package dev.rollcall.scim.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.scim.Json;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.message.ServiceProviderConfig.AuthenticationScheme;
import dev.rollcall.scim.message.ServiceProviderConfig.BulkLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EnvelopesTest {

    @Test
    void aPageSaysWhereItStands() {
        assertThat(new ListResponse(7, 3, null, 1, List.of(Json.value("{'id':'1'}")))
                        .toJson()
                        .toString())
                .isEqualTo(Json.value("{'schemas':['urn:ietf:params:scim:api:messages:2.0:ListResponse'],"
                                + "'totalResults':7,'startIndex':3,'itemsPerPage':1,'Resources':[{'id':'1'}]}")
                        .toString());
        assertThat(ListResponse.all(List.of()).toJson().path("Resources").isArray())
                .isTrue();
    }

    @Test
    void aPageByCursorSaysHowToGoOn() {
        assertThat(new ListResponse(7, null, "abc", 0, List.of()).toJson().toString())
                .isEqualTo(Json.value("{'schemas':['urn:ietf:params:scim:api:messages:2.0:ListResponse'],"
                                + "'totalResults':7,'itemsPerPage':0,'nextCursor':'abc','Resources':[]}")
                        .toString());
    }

    @Test
    void theConfigurationTellsTheLimits() {
        ObjectNode config = new ServiceProviderConfig(
                        null,
                        100,
                        500,
                        3600,
                        new BulkLimits(10, 20),
                        List.of(new AuthenticationScheme("oauthbearertoken", "Token", "A token", "https://x", true)),
                        List.of("urn:x"))
                .toJson("https://y", Mode.TOLERANT);
        assertThat(config)
                .isEqualTo(Json.value("{'schemas':['" + ServiceProviderConfig.SCHEMA + "'],'patch':{'supported':true},"
                        + "'bulk':{'supported':true,'maxOperations':10,'maxPayloadSize':20},"
                        + "'filter':{'supported':true,'maxResults':500},'changePassword':{'supported':false},"
                        + "'sort':{'supported':true},'etag':{'supported':true},"
                        + "'pagination':{'cursor':true,'index':true,'defaultPaginationMethod':'index',"
                        + "'defaultPageSize':100,'maxPageSize':500,'cursorTimeout':3600},'securityEvents':{'asyncRequest':'none','eventUris':['urn:x']},'authenticationSchemes':[{'type':'oauthbearertoken','name':'Token','description':'A"
                        + " token',"
                        + "'specUri':'https://x','primary':true}],"
                        + "'meta':{'resourceType':'ServiceProviderConfig',"
                        + "'location':'https://y/ServiceProviderConfig'}}"));
    }

    @Test
    void withoutBulkItsLimitsAreZero() {
        ObjectNode config = new ServiceProviderConfig("https://docs", 100, 500, 60, null, List.of(), List.of())
                .toJson("https://y", Mode.TOLERANT);
        assertThat(config.path("bulk"))
                .isEqualTo(Json.value("{'supported':false,'maxOperations':0,'maxPayloadSize':0}"));
        assertThat(config.has("securityEvents")).isFalse();
        assertThat(config.path("documentationUri").asText()).isEqualTo("https://docs");
    }
}
