server = "#{node['web']['folder']}/#{node['web']['name']}"

%w(index.html server.conf status.key).each do |name|
  file "#{server}/#{name}" do
    action :delete
  end
end

directory server do
  action :delete
end
