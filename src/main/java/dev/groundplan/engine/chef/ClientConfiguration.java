package dev.groundplan.engine.chef;

import java.nio.charset.StandardCharsets;

/**
 * The {@code client.rb} of a run (docs.chef.io, "client.rb"): nothing outside of the run's own
 * folders, no server, and our event handler instead of Chef's own words.
 */
final class ClientConfiguration {
    private ClientConfiguration() {}

    /**
     * @param cookbooks their folder
     * @param own where Chef keeps what it needs for itself; holds every attribute, so it must be
     *     gone after the run
     * @param handler the file of our event handler
     */
    static byte[] of(String cookbooks, String own, String handler) {
        return """
               require 'fileutils'
               require %3$s
               own = %2$s
               %%w[repo nodes clients cache backup].each { |name| FileUtils.mkdir_p(File.join(own, name)) }
               local_mode true
               listen false
               node_name '%4$s'
               chef_repo_path File.join(own, 'repo')
               cookbook_path [%1$s]
               node_path File.join(own, 'nodes')
               client_path File.join(own, 'clients')
               cache_path File.join(own, 'cache')
               file_cache_path File.join(own, 'cache')
               file_backup_path File.join(own, 'backup')
               lockfile File.join(own, 'client.lock')
               pid_file File.join(own, 'client.pid')
               client_fork false
               color false
               log_level :warn
               enable_reporting false
               add_formatter :null, '/dev/null'
               event_handlers << Groundplan::Events.new('%4$s')
               """
                .formatted(quoted(cookbooks), quoted(own), quoted(handler), CommandLines.HOST)
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * For a person: Chef speaks for itself, and keeps what it needs where it is started.
     *
     * @param cookbooks their folder, relative to that place
     */
    static String byHand(String cookbooks) {
        return """
               local_mode true
               cookbook_path [File.expand_path(%s)]
               chef_repo_path File.expand_path('repo')
               node_path File.expand_path('nodes')
               # Recipes of the portal may set outputs from their first line on.
               outputs = Class.new(Chef::EventDispatch::Base) do
                 def run_started(status)
                   status.node.run_state['outputs'] ||= {}
                 end
               end
               event_handlers << outputs.new
               """
                .formatted(quoted(cookbooks));
    }

    /** As Ruby's text without any meaning inside. */
    static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
