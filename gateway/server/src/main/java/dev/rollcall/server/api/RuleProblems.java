package dev.rollcall.server.api;

import dev.rollcall.core.command.RuleOutcome.Refused;
import dev.rollcall.server.http.Problem;
import dev.rollcall.server.http.ProblemType;

/** Turns the refusals of rules into problem documents; the only class that does. */
final class RuleProblems {

    private RuleProblems() {}

    static Problem of(Refused refused) {
        String detail = refused.detail();
        return switch (refused.refusal()) {
            case NOT_FOUND -> Problem.notFound(detail);
            case INVALID -> Problem.badRequest(detail);
            case CHANGED_MEANWHILE -> ProblemType.PRECONDITION_FAILED.problem(detail);
            case WRONG_STATE -> ProblemType.WRONG_STATE.problem(detail);
            case NOT_ELIGIBLE -> ProblemType.NOT_ELIGIBLE.problem(detail);
            case NO_VERIFIED_DOMAIN -> ProblemType.NO_VERIFIED_DOMAIN.problem(detail);
            case DOMAIN_TAKEN -> ProblemType.DOMAIN_TAKEN.problem(detail);
            case MANAGED_BY_DIRECTORY -> ProblemType.MANAGED_BY_DIRECTORY.problem(detail);
            case LAST_ADMIN -> ProblemType.LAST_ADMIN.problem(detail);
            case ADDRESS_NOT_AVAILABLE -> ProblemType.ADDRESS_NOT_AVAILABLE.problem(detail);
            case ADDRESS_TAKEN -> ProblemType.ADDRESS_TAKEN.problem(detail);
            case NO_SEAT -> ProblemType.NO_SEAT.problem(detail);
        };
    }
}
