package dev.rollcall.server.api.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.core.command.RuleCommand.ApproveMassChange;
import dev.rollcall.core.command.RuleCommand.RejectMassChange;
import dev.rollcall.core.command.SetDirectoryRule.SetMassGuard;
import dev.rollcall.core.model.MassGuard;
import dev.rollcall.core.read.GuardQueries;
import dev.rollcall.core.read.GuardQueries.Guard;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.DirectoryAccess;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.guard.DatabaseCircuit;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Shows and sets how many people a directory may take out at once, and decides about those whom the guard holds (R21). */
final class MassGuardHandlers {

    private final RuleRequests rules;
    private final DirectoryAccess directories;
    private final GuardQueries guards;
    private final DatabaseCircuit circuit;
    private final InstantSource time;

    MassGuardHandlers(ApiParts api) {
        this.rules = api.rules();
        this.directories = api.directories();
        this.guards = new GuardQueries(api.database());
        this.circuit = api.circuit();
        this.time = api.time();
    }

    /** {@code GET}: the settings, the present window, and how many changes are held. */
    void show(RoutingContext context) {
        directories
                .of(context)
                .compose(directory -> circuit.call(() -> guards.of(directory.orgId(), directory.id())))
                .compose(guard -> Json.send(context, json(guard, time.instant())))
                .onFailure(context::fail);
    }

    /** {@code PUT} of the settings. */
    void set(RoutingContext context) {
        JsonInput input = JsonInput.of(context, "share", "minimum", "windowSeconds");
        int share = input.whole("share", 0, 100);
        int minimum = input.whole("minimum", 0, Integer.MAX_VALUE);
        Duration window = Duration.ofSeconds(input.whole("windowSeconds", 1, Integer.MAX_VALUE));
        rules.answerOfDirectory(context, directory -> new SetMassGuard(directory.id(), share, minimum, window));
    }

    /** {@code POST}: every change that is held happens. */
    void approve(RoutingContext context) {
        JsonInput.optional(context);
        rules.answerOfDirectory(context, directory -> new ApproveMassChange(directory.id()));
    }

    /** {@code POST}: everybody whom a held change would take out stays. */
    void reject(RoutingContext context) {
        JsonInput.optional(context);
        rules.answerOfDirectory(context, directory -> new RejectMassChange(directory.id()));
    }

    private static ObjectNode json(Guard stored, Instant now) {
        MassGuard guard = stored.guard().at(now, stored.activeMembers());
        return Json.object()
                .put("share", guard.share())
                .put("minimum", guard.minimum())
                .put("windowSeconds", guard.window().toSeconds())
                .put("admitted", guard.admitted())
                .put("takenOut", guard.count())
                .put("held", stored.held());
    }
}
