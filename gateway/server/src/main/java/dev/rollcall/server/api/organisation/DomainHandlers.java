package dev.rollcall.server.api.organisation;

import dev.rollcall.core.admin.Domain;
import dev.rollcall.core.admin.Domains;
import dev.rollcall.core.admin.Organisation;
import dev.rollcall.core.command.OfDomain;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.model.DomainName;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.Json;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.OrganisationAccess;
import dev.rollcall.server.api.RuleRequests;
import dev.rollcall.server.domain.DomainChecks;
import dev.rollcall.server.guard.DatabaseCircuit;
import dev.rollcall.server.http.CallerContext;
import dev.rollcall.server.http.Problem;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Lists the e-mail domains of an organisation (R2), and lets them be claimed, proved by a DNS record or attested by the operator,
 * and released.
 */
final class DomainHandlers {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 16;

    private final OrganisationAccess access;
    private final RuleRequests rules;
    private final Domains domains;
    private final DomainChecks checks;
    private final DatabaseCircuit circuit;

    DomainHandlers(ApiParts api, DomainChecks checks) {
        this.access = api.organisations();
        this.rules = api.rules();
        this.domains = new Domains(api.database());
        this.checks = checks;
        this.circuit = api.circuit();
    }

    /** {@code GET}: all of them, by name. */
    void list(RoutingContext context) {
        access.of(context)
                .compose(organisation -> circuit.call(() -> domains.list(organisation.id())))
                .map(all -> Json.items(all.stream().map(DomainJson::of).toList()))
                .compose(body -> Json.send(context, body))
                .onFailure(context::fail);
    }

    void show(RoutingContext context) {
        String name = named(context);
        access.of(context)
                .compose(organisation -> find(organisation, name))
                .compose(domain -> Json.send(context, DomainJson.of(domain)))
                .onFailure(context::fail);
    }

    /** {@code POST} of a name: answers with the record to set. Done twice, the record stays the same. */
    void claim(RoutingContext context) {
        String name = ascii(JsonInput.of(context, "name").text("name"));
        RuleCommand command = new OfDomain.ClaimDomain(name, token());
        if (RuleRequests.isDryRun(context)) {
            rules.answer(context, organisation -> command);
            return;
        }
        access.of(context)
                .compose(organisation ->
                        rules.carryOut(context, organisation.id(), command).compose(done -> find(organisation, name)))
                .compose(domain -> {
                    context.response().setStatusCode(201);
                    return Json.send(context, DomainJson.of(domain));
                })
                .onFailure(context::fail);
    }

    /** {@code POST}: looks the record up now. */
    void check(RoutingContext context) {
        String name = named(context);
        access.of(context)
                .compose(organisation -> find(organisation, name)
                        .compose(domain -> CallerContext.hop(
                                checks.check(requireClaimed(domain), RuleRequests.actor(context, organisation.id()))))
                        .compose(done -> find(organisation, name)))
                .compose(domain -> Json.send(context, DomainJson.of(domain)))
                .onFailure(context::fail);
    }

    /** {@code PUT} by the operator: their word is the proof. */
    void attest(RoutingContext context) {
        String name = named(context);
        rules.answer(context, organisation -> new OfDomain.VerifyDomain(name, true));
    }

    /** {@code DELETE}: with its impact on the people of that domain. */
    void release(RoutingContext context) {
        String name = named(context);
        rules.answer(context, organisation -> new OfDomain.ReleaseDomain(name));
    }

    private Future<Domain> find(Organisation organisation, String name) {
        return circuit.call(() -> domains.byName(organisation.id(), name))
                .map(found -> found.orElseThrow(() -> Problem.notFound(
                                "The organisation has no domain \"" + name + "\". POST .../domains claims one.")
                        .exception()));
    }

    private static Domain requireClaimed(Domain domain) {
        if (domain.token() == null) {
            throw Problem.badRequest("The operator attested " + domain.name()
                            + ", so there is no record to look up. POST .../domains claims it and returns"
                            + " the record to set.")
                    .exception();
        }
        return domain;
    }

    private static String named(RoutingContext context) {
        return ascii(String.valueOf(context.pathParam("domain")));
    }

    private static String ascii(String name) {
        try {
            return DomainName.of(name).ascii();
        } catch (DomainName.UnfitName e) {
            throw Problem.badRequest(e.detail()).exception();
        }
    }

    private static String token() {
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
