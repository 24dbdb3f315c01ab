package dev.groundplan.run.web;

import dev.groundplan.environment.EnvironmentNotFoundException;
import dev.groundplan.run.ConflictingRequestException;
import dev.groundplan.run.IllegalRunTransitionException;
import dev.groundplan.run.InvalidRequestException;
import dev.groundplan.run.NotAllowedException;
import dev.groundplan.run.OutdatedRequestException;
import dev.groundplan.run.RunNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * What went wrong on a page of this package, as an error page with the right status and a sentence.
 */
@ControllerAdvice(basePackageClasses = PageErrors.class)
class PageErrors {
    /** The same answer for what does not exist and for what the person may not see. */
    @ExceptionHandler({
        RunNotFoundException.class,
        EnvironmentNotFoundException.class,
        MethodArgumentTypeMismatchException.class
    })
    ModelAndView notFound() {
        return page(HttpStatus.NOT_FOUND, null);
    }

    @ExceptionHandler
    ModelAndView forbidden(NotAllowedException e) {
        return page(HttpStatus.FORBIDDEN, e.getMessage());
    }

    @ExceptionHandler
    ModelAndView conflict(OutdatedRequestException e) {
        return page(HttpStatus.CONFLICT, e.getMessage());
    }

    @ExceptionHandler
    ModelAndView conflict(IllegalRunTransitionException e) {
        return page(HttpStatus.CONFLICT, "The run moved on in the meantime. Look at it again.");
    }

    @ExceptionHandler
    ModelAndView conflict(ConflictingRequestException e) {
        return page(HttpStatus.CONFLICT, e.getMessage());
    }

    @ExceptionHandler
    ModelAndView unprocessable(InvalidRequestException e) {
        return page(HttpStatus.UNPROCESSABLE_CONTENT, e.getMessage());
    }

    @ExceptionHandler
    ModelAndView status(ResponseStatusException e) {
        var status = HttpStatus.resolve(e.getStatusCode().value());
        return page(status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status, e.getReason());
    }

    private static ModelAndView page(HttpStatus status, @Nullable String sentence) {
        var page = new ModelAndView("error/" + status.value(), status);
        page.addObject("message", sentence);
        return page;
    }
}
