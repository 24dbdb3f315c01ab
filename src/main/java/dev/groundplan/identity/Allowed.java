package dev.groundplan.identity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call the routes of a controller; on a method it replaces the rule of the class. A route
 * without a rule is refused for everyone. What depends on a team is checked by the services, which
 * answer 404 for a foreign team.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Allowed {
    To value();

    /**
     * What an API token must be allowed to do; a route that changes something needs more than READ.
     */
    TokenScope scope() default TokenScope.READ;

    /** From widest to narrowest. Every signed-in person is a member; admins count as auditors. */
    enum To {
        EVERYONE,
        MEMBERS,
        AUDITORS,
        ADMINS
    }
}
