package dev.groundplan.identity.security;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.CurrentPerson;
import dev.groundplan.identity.TokenScope;
import dev.groundplan.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * The rule of every route. It asks Spring MVC itself which controller a request would reach and
 * reads the rule there, so that no spelling of an address can reach a controller past its rule.
 * What has no rule is refused.
 */
@Component
public class Routes implements AuthorizationManager<RequestAuthorizationContext> {
    /** What is not ours to annotate. */
    private static final Map<RequestMatcher, Rule> OTHERS =
            Map.of(
                    pathPattern("/actuator/health/**"),
                            new Rule(Allowed.To.EVERYONE, TokenScope.READ),
                    pathPattern("/actuator/**"), new Rule(Allowed.To.ADMINS, TokenScope.ADMIN),
                    pathPattern("/api/openapi"), new Rule(Allowed.To.MEMBERS, TokenScope.READ),
                    pathPattern("/api/openapi.yaml"),
                            new Rule(Allowed.To.MEMBERS, TokenScope.READ));

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Logger log = LoggerFactory.getLogger(Routes.class);

    private final ObjectProvider<RequestMappingHandlerMapping> controllers;

    Routes(
            @Qualifier("requestMappingHandlerMapping")
                    ObjectProvider<RequestMappingHandlerMapping> controllers) {
        this.controllers = controllers;
    }

    /** Who may call something; the scope counts only for API tokens. */
    public record Rule(Allowed.To to, TokenScope scope) {}

    /** The rule that a controller method declares, itself or by its class; empty means refused. */
    public static Optional<Rule> declaredBy(HandlerMethod method) {
        Allowed allowed =
                AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Allowed.class);
        if (allowed == null) {
            allowed =
                    AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Allowed.class);
        }
        return Optional.ofNullable(allowed).map(found -> new Rule(found.value(), found.scope()));
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication,
            RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        Optional<CurrentPerson> person = CurrentPerson.of(request);
        Optional<Rule> rule = rule(request);
        if (rule.isPresent() && lacksScope(rule.get(), request, person)) {
            throw new AccessDeniedException("This token may not do that: it lacks a scope.");
        }
        return new AuthorizationDecision(rule.isPresent() && grants(rule.get().to(), person));
    }

    private static boolean lacksScope(
            Rule rule, HttpServletRequest request, Optional<CurrentPerson> person) {
        if (person.isEmpty() || person.get().scopes() == null) {
            return false;
        }
        boolean changes = !READING.contains(request.getMethod());
        return !person.get().hasScope(rule.scope()) || (changes && rule.scope() == TokenScope.READ);
    }

    private static boolean grants(Allowed.To to, Optional<CurrentPerson> person) {
        Optional<Viewer> viewer = person.map(CurrentPerson::viewer);
        return switch (to) {
            case EVERYONE -> true;
            case MEMBERS -> viewer.isPresent();
            case AUDITORS -> viewer.filter(Viewer::seesAll).isPresent();
            case ADMINS -> viewer.filter(Viewer::admin).isPresent();
        };
    }

    private Optional<Rule> rule(HttpServletRequest request) {
        // The widest wins: the health check is open, the rest of the actuator is not.
        Optional<Rule> other =
                OTHERS.entrySet().stream()
                        .filter(entry -> entry.getKey().matches(request))
                        .map(Map.Entry::getValue)
                        .min((a, b) -> a.to().compareTo(b.to()));
        return other.isPresent() ? other : controllerRule(request);
    }

    private Optional<Rule> controllerRule(HttpServletRequest request) {
        Optional<Object> controller = controller(request);
        if (controller.isEmpty()) {
            return Optional.of(
                    new Rule(
                            Allowed.To.MEMBERS,
                            TokenScope.READ)); // a 404 or 405 for people we know
        }
        Optional<Rule> rule =
                controller
                        .filter(HandlerMethod.class::isInstance)
                        .flatMap(found -> declaredBy((HandlerMethod) found));
        if (rule.isEmpty()) {
            log.debug("Refused {}: it declares no rule, see Allowed.", controller.get());
        }
        return rule;
    }

    private Optional<Object> controller(HttpServletRequest request) {
        try {
            if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
                ServletRequestPathUtils.parseAndCache(request);
            }
            return Optional.ofNullable(controllers.getObject().getHandler(request))
                    .map(HandlerExecutionChain::getHandler);
        } catch (Exception noSuchMethodOrType) {
            return Optional
                    .empty(); // Spring MVC gives the same answer once more, as 405, 406 or 415
        }
    }
}
