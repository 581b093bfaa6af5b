package dev.rollcall.server.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.delivery.receipt.Receipts;
import dev.rollcall.delivery.receipt.Receipts.Acknowledgement;
import dev.rollcall.delivery.receipt.Receipts.Receipt;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.ListPage;
import dev.rollcall.server.api.OrganisationAccess;
import dev.rollcall.server.api.Parameters;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.Problem;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.UUID;

/** Shows when the application knew that a member had lost access. */
final class ReceiptHandlers {

    private final OrganisationAccess organisations;
    private final Receipts receipts;
    private final DatabaseCircuit circuit;

    ReceiptHandlers(ApiParts api, Receipts receipts) {
        this.organisations = api.organisations();
        this.receipts = receipts;
        this.circuit = api.circuit();
    }

    /** {@code GET}: of a member, also one who is gone; the latest first. */
    void list(RoutingContext context) {
        ListPage page = ListPage.of(context.queryParams());
        String name = String.valueOf(context.pathParam("member"));
        UUID member = Parameters.id(name)
                .orElseThrow(() -> Problem.notFound(
                                "There is no member " + name + ": give the id of a present or former" + " member.")
                        .exception());
        long before = page.cursor() == null ? Long.MAX_VALUE : page.number();
        organisations
                .of(context)
                .compose(organisation ->
                        circuit.call(() -> receipts.of(organisation.id(), member, before, page.atMost())))
                .compose(found -> Json.send(context, page.json(found, ReceiptHandlers::json, Receipt::seq)))
                .onFailure(context::fail);
    }

    private static ObjectNode json(Receipt receipt) {
        ObjectNode json = Json.object()
                .put("seq", receipt.seq())
                .put("type", receipt.type())
                .put("directory", receipt.directoryId().toString())
                .put("request", receipt.requestId().toString())
                .put("requestedAt", receipt.asked().toString())
                .put("effectiveAt", receipt.effective().toString());
        if (receipt.acknowledgements().isEmpty()) {
            json.putNull("acknowledgedAt").putNull("millis");
        } else {
            Acknowledgement first = receipt.acknowledgements().get(0);
            json.put("acknowledgedAt", first.at().toString())
                    .put("millis", Duration.between(receipt.asked(), first.at()).toMillis());
        }
        ArrayNode all = json.putArray("acknowledgements");
        receipt.acknowledgements()
                .forEach(one -> all.addObject()
                        .put("way", one.way().word())
                        .put("endpoint", Json.text(one.endpoint()))
                        .put("at", one.at().toString()));
        return json;
    }
}
