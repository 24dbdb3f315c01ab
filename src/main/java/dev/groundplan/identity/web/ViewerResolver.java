package dev.groundplan.identity.web;

import dev.groundplan.identity.CurrentPerson;
import dev.groundplan.identity.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controllers the person who asks; a route for everyone takes {@code @Nullable Viewer}. */
class ViewerResolver implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Viewer.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
        Optional<Viewer> viewer =
                Optional.ofNullable(servletRequest)
                        .flatMap(CurrentPerson::of)
                        .map(CurrentPerson::viewer);
        if (viewer.isEmpty() && !parameter.isOptional()) {
            throw new AuthenticationCredentialsNotFoundException("Nobody is signed in.");
        }
        return viewer.orElse(null);
    }
}
