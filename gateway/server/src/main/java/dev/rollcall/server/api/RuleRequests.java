package dev.rollcall.server.api;

import dev.rollcall.core.Provisioning;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.admin.directory.Directory;
import dev.rollcall.core.command.Actor;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.RuleOutcome;
import dev.rollcall.core.command.RuleOutcome.Done;
import dev.rollcall.core.command.RuleOutcome.Refused;
import dev.rollcall.server.auth.session.Session;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.CallerContext;
import dev.rollcall.server.http.Exchange;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Carries out requests that are a rule command, or forecasts them with {@code ?dryRun=true}, and answers with their impact. Up to
 * {@code ?people=} people are listed.
 */
public final class RuleRequests {

    private static final int USUAL_PEOPLE = 1_000;
    private static final int MOST_PEOPLE = 100_000;

    private final Provisioning provisioning;
    private final DatabaseCircuit circuit;
    private final OrganisationAccess organisations;
    private final DirectoryAccess directories;

    RuleRequests(
            Provisioning provisioning,
            DatabaseCircuit circuit,
            OrganisationAccess organisations,
            DirectoryAccess directories) {
        this.provisioning = provisioning;
        this.circuit = circuit;
        this.organisations = organisations;
        this.directories = directories;
    }

    /** Answers a command about the organisation in the path. */
    public void answer(RoutingContext context, Function<Organisation, ? extends RuleCommand> command) {
        organisations
                .of(context)
                .compose(organisation -> answer(context, organisation.id(), command.apply(organisation)))
                .onFailure(context::fail);
    }

    /** Answers a command about the directory in the path. */
    public void answerOfDirectory(RoutingContext context, Function<Directory, ? extends RuleCommand> command) {
        directories
                .of(context)
                .compose(directory -> answer(context, directory.orgId(), command.apply(directory)))
                .onFailure(context::fail);
    }

    /**
     * Answers a command.
     *
     * @param orgId an organisation that the principal may change
     */
    public Future<Void> answer(RoutingContext context, UUID orgId, RuleCommand command) {
        int people = people(context);
        return carryOut(context, orgId, command)
                .compose(done -> Json.send(context, ImpactJson.of(done, isDryRun(context), people)));
    }

    /**
     * Carries a command out or forecasts it, for handlers that answer in their own way. Fails with a problem when a rule refuses.
     *
     * @param orgId an organisation that the principal may change
     */
    public Future<Done> carryOut(RoutingContext context, UUID orgId, RuleCommand command) {
        return isDryRun(context)
                ? forecast(context, orgId, command)
                : ask(context, orgId, command, provisioning::apply);
    }

    /**
     * Finds out what a command would do, whatever the query says. Fails with a problem when a rule refuses.
     *
     * @param orgId an organisation that the principal may see
     */
    public Future<Done> forecast(RoutingContext context, UUID orgId, RuleCommand command) {
        return ask(context, orgId, command, provisioning::forecast);
    }

    private Future<Done> ask(
            RoutingContext context,
            UUID orgId,
            RuleCommand command,
            BiFunction<Actor, RuleCommand, Future<RuleOutcome>> how) {
        Actor actor = actor(context, orgId);
        return CallerContext.hop(circuit.call(() -> how.apply(actor, command))).map(RuleRequests::done);
    }

    /** Who asks for a change of that organisation, which they may change. */
    public static Actor actor(RoutingContext context, UUID orgId) {
        return new Actor(
                orgId,
                Session.principal(context).subject(),
                Exchange.of(context).requestId());
    }

    /** Who asks for a change that concerns all organisations, or makes one. */
    public static Actor actor(RoutingContext context) {
        return actor(context, Actor.INSTALLATION);
    }

    /** How many people an impact is to list. */
    public static int people(RoutingContext context) {
        return (int) Parameters.number(context.queryParams(), "people", USUAL_PEOPLE, 0, MOST_PEOPLE);
    }

    /** Whether nothing is to be changed. */
    public static boolean isDryRun(RoutingContext context) {
        return Parameters.flag(context.queryParams(), "dryRun");
    }

    private static Done done(RuleOutcome outcome) {
        if (outcome instanceof Refused refused) {
            throw RuleProblems.of(refused).exception();
        }
        return (Done) outcome;
    }
}
