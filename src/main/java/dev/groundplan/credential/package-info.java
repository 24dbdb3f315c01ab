/**
 * Secret material that tools need: written once, never shown again, granted to slots of templates
 * for a team, handed only to the child that needs it.
 */
@ApplicationModule(allowedDependencies = {"page", "store", "identity", "engine", "catalog"})
@NullMarked
package dev.groundplan.credential;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
