package dev.rollcall.core.store.transaction;

import dev.rollcall.core.decide.plan.Configuration;

/** Lets a transaction remember a change of the settings: the organisation as it is now, and domains about which others are to be told. */
record RememberedChange(TransactionContext steps) implements Configuration.Cases<TransactionContext> {

    @Override
    public TransactionContext terms(Configuration.Terms terms) {
        steps.organization(terms.organization());
        return steps;
    }

    @Override
    public TransactionContext directory(Configuration.Directory directory) {
        return steps;
    }

    @Override
    public TransactionContext assignments(Configuration.Assignments assignments) {
        return steps;
    }

    @Override
    public TransactionContext activated(Configuration.Activated activated) {
        return steps;
    }

    @Override
    public TransactionContext domainClaimed(Configuration.DomainClaimed claimed) {
        return steps;
    }

    @Override
    public TransactionContext domainVerified(Configuration.DomainVerified verified) {
        steps.changed(verified.name());
        return steps;
    }

    @Override
    public TransactionContext domainRecord(Configuration.DomainRecord domainRecord) {
        return steps;
    }

    @Override
    public TransactionContext conflictDecided(Configuration.ConflictDecided decided) {
        return steps;
    }

    @Override
    public TransactionContext domainReleased(Configuration.DomainReleased released) {
        steps.changed(released.name());
        return steps;
    }
}
