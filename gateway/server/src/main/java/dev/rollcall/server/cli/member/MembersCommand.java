package dev.rollcall.server.cli.member;

import dev.rollcall.server.cli.kit.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall members}: who is a member of an organisation, in which role, on which seat, and why. */
@Command(name = "members", description = "Show who is a member, in which role, on which seat, and why.")
public final class MembersCommand implements Callable<Integer> {

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final MemberListing listing = new MemberListing();

    @Override
    public Integer call() {
        listing.print(output);
        return 0;
    }
}
