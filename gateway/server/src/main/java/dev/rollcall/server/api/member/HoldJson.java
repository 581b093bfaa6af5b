package dev.rollcall.server.api.member;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.model.HoldRow;
import dev.rollcall.core.read.HoldQueries.ShownHold;
import dev.rollcall.server.api.Json;

/** A hold on the wire, with a sentence that says what is held, and while it is in force one that says what ends it. */
final class HoldJson {

    private HoldJson() {}

    static ObjectNode of(ShownHold shown) {
        HoldRow hold = shown.hold();
        ObjectNode json = Json.object()
                .put("id", hold.id().toString())
                .put("kind", hold.kind().word())
                .put("state", hold.state().word())
                .put("inForce", hold.inForce())
                .put("email", hold.email())
                .put("member", Json.text(hold.memberId()))
                .put("user", Json.text(hold.userId()));
        json.set("directory", MemberJson.directory(shown.directory()));
        return json.put("effect", hold.effect().word())
                .put("role", hold.role())
                .put("reason", hold.reason())
                .put("what", Sentences.what(hold))
                .put("fix", hold.inForce() ? Sentences.fix(hold) : null)
                .put("opened", hold.opened().toString())
                .put("closed", hold.closed() == null ? null : hold.closed().toString())
                .put("decidedBy", hold.decidedBy())
                .put("request", hold.requestId().toString());
    }
}
