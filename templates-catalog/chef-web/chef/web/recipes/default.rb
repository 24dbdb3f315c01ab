require 'cgi'

web = node['web']
raise 'port: Only 1024 and up.' if web['port'] < 1024

server = "#{web['folder']}/#{web['name']}"

directory server do
  mode '0755'
end

template "#{server}/index.html" do
  source 'index.html.erb'
  mode '0644'
  variables(headline: CGI.escapeHTML(web['headline']), welcome: CGI.escapeHTML(web['welcome']))
end

template "#{server}/server.conf" do
  source 'server.conf.erb'
  mode '0644'
  variables(name: web['name'], port: web['port'], root: server)
end

file "#{server}/status.key" do
  content "#{web['key']}\n"
  mode '0600'
  sensitive true
end

node.run_state['outputs']['page'] = "#{server}/index.html"
node.run_state['outputs']['listens'] = "#{web['name']}:#{web['port']}"
