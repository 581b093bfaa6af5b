package dev.rollcall.core.admin.directory;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How a directory's identity provider may authenticate.
 *
 * @param allowed the methods that are allowed; an issuer that is registered for another method has no effect
 * @param version grows with every change
 */
public record DirectoryAuthentication(Set<AuthenticationMethod> allowed, List<TrustedIssuer> issuers, int version) {

    /** What a directory has that nobody has set anything for: its credentials. */
    public static final DirectoryAuthentication INITIAL = new DirectoryAuthentication(
            EnumSet.of(AuthenticationMethod.TOKEN, AuthenticationMethod.CLIENT_SECRET), List.of(), 0);

    public DirectoryAuthentication {
        allowed = Set.copyOf(allowed);
        issuers = List.copyOf(issuers);
    }

    public boolean allows(AuthenticationMethod way) {
        return allowed.contains(way);
    }

    /** The issuers whose tokens count now. */
    public Stream<TrustedIssuer> trusted() {
        return issuers.stream().filter(issuer -> allows(issuer.use().way()));
    }

    /** The issuer of that id, if its tokens count now. */
    public Optional<TrustedIssuer> trusted(UUID id) {
        return trusted().filter(issuer -> issuer.id().equals(id)).findFirst();
    }
}
