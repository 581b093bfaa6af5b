package dev.rollcall.scim.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.scim.Json;
import dev.rollcall.scim.message.BulkOrder.Step;
import dev.rollcall.scim.message.BulkRequest.Method;
import dev.rollcall.scim.message.BulkRequest.Operation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BulkOrderTest {

    private static Operation post(String bulkId, String data) {
        return new Operation(Method.POST, bulkId, "Groups", null, null, Json.value(data));
    }

    private static Operation referring(String bulkId, String target) {
        return post(bulkId, "{'members':[{'value':'bulkId:" + target + "'}]}");
    }

    private static List<Step> order(Operation... operations) {
        return BulkOrder.of(new BulkRequest(null, List.of(operations)));
    }

    @Test
    void withoutForwardReferencesTheOrderIsTheClients() {
        assertThat(order(post("a", "{}"), referring("b", "a"), post("c", "{}"), referring("d", "b")))
                .extracting(Step::number)
                .containsExactly(0, 1, 2, 3);
    }

    @Test
    void whatIsReferredToComesRightBefore() {
        assertThat(order(post("x", "{}"), referring("a", "b"), post("y", "{}"), referring("b", "c"), post("c", "{}")))
                .extracting(Step::number)
                .containsExactly(0, 4, 3, 1, 2);
    }

    @Test
    void inACircleOneReferenceIsOpen() {
        List<Step> steps = order(referring("a", "b"), referring("b", "c"), referring("c", "a"));
        assertThat(steps).extracting(Step::number).containsExactly(2, 1, 0);
        assertThat(steps).extracting(step -> String.join(",", step.open())).containsExactly("a", "", "");
        assertThat(order(referring("a", "a")).get(0).open()).containsExactly("a");
    }

    @Test
    void referencesAreFoundWhereAReferenceIsMeant() {
        Operation operation = new Operation(
                Method.PATCH,
                null,
                "Users",
                "bulkId:path",
                null,
                Json.value(
                        "{'displayName':'bulkId:text','members':[{'value':'bulkId:m','$ref':'/Users/bulkId:r'},'bulkId:bare'],"
                                + "'urn:x:User:manager':'bulkId:boss','Operations':[{'op':'remove',"
                                + "'path':'members[value eq \\'bulkId:f\\']'}]}"));
        assertThat(BulkReferences.of(operation)).containsExactlyInAnyOrder("path", "m", "r", "bare", "boss", "f");
        Operation resolved = BulkReferences.resolve(operation, bulkId -> Optional.of("id-" + bulkId));
        assertThat(resolved.id()).isEqualTo("id-path");
        assertThat(resolved.data())
                .isEqualTo(Json.value(
                        "{'displayName':'bulkId:text','members':[{'value':'id-m','$ref':'/Users/id-r'},'id-bare'],"
                                + "'urn:x:User:manager':'id-boss','Operations':[{'op':'remove',"
                                + "'path':'members[value eq \\'id-f\\']'}]}"));
    }

    @Test
    void aReferenceLeftOutTakesItsElementAlong() {
        Operation operation = post(
                "a",
                "{'members':[{'value':'bulkId:b','type':'Group'},{'value':'1'}],'x':{'manager':{'value':'bulkId:b'}}}");
        assertThat(BulkReferences.resolve(operation, bulkId -> Optional.empty()).data())
                .isEqualTo(Json.value("{'members':[{'value':'1'}],'x':{}}"));
    }
}
