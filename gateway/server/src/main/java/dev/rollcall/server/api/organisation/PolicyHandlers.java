package dev.rollcall.server.api.organisation;

import dev.rollcall.core.admin.Organisation.Plan;
import dev.rollcall.core.command.RuleCommand;
import dev.rollcall.core.command.SetTerms;
import dev.rollcall.core.model.SeatPolicy;
import dev.rollcall.server.api.ApiParts;
import dev.rollcall.server.api.JsonInput;
import dev.rollcall.server.api.RuleRequests;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Sets what an organisation has bought and what its rules are. Each is set as a whole and answered with its impact on people. */
final class PolicyHandlers {

    private static final List<String> PLANS =
            Stream.of(Plan.values()).map(Plan::word).toList();
    private static final List<String> SEAT_POLICIES =
            Stream.of(SeatPolicy.values()).map(SeatPolicy::word).toList();

    private final RuleRequests rules;

    PolicyHandlers(ApiParts api) {
        this.rules = api.rules();
    }

    /** {@code PUT} of what was bought (R1). */
    void plan(RoutingContext context) {
        JsonInput input = JsonInput.of(context, "plan", "purchasedSeats", "enterpriseMaxSeats");
        RuleCommand command = new SetTerms.SetPlan(
                plan(input) == Plan.ENTERPRISE,
                input.whole("purchasedSeats", 0, Integer.MAX_VALUE),
                input.isNull("enterpriseMaxSeats") ? 0 : input.whole("enterpriseMaxSeats", 0, Integer.MAX_VALUE));
        rules.answer(context, organisation -> command);
    }

    /** The field {@code plan}. */
    static Plan plan(JsonInput input) {
        return Plan.valueOf(input.word("plan", PLANS).toUpperCase(Locale.ROOT));
    }

    /** {@code PUT} of what happens when all seats are taken (R16). */
    void seatPolicy(RoutingContext context) {
        JsonInput input = JsonInput.of(context, "policy", "overflowRole");
        RuleCommand command = new SetTerms.SetSeatPolicy(
                SeatPolicy.of(input.word("policy", SEAT_POLICIES)), input.textOrNull("overflowRole"));
        rules.answer(context, organisation -> command);
    }

    /** {@code PUT} of whether people with addresses of unverified domains may come in (R13). */
    void unverifiedDomains(RoutingContext context) {
        boolean on = JsonInput.of(context, "on").flag("on");
        rules.answer(context, organisation -> new SetTerms.AllowUnverifiedDomains(on));
    }

    /** {@code PUT} of whether the last active admin is kept (R19). */
    void lastAdminProtection(RoutingContext context) {
        boolean on = JsonInput.of(context, "on").flag("on");
        rules.answer(context, organisation -> new SetTerms.ProtectLastAdmin(on));
    }
}
