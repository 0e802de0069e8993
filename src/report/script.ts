/** The script of the page: unfolds, sorts, searches and filters tables, switches the language, and copies charts. Everything is readable without it. */
export const script = `
(function(){
var root=document.documentElement;root.classList.add('js');
var all=function(q,from){return Array.from((from||document).querySelectorAll(q))};
all('.table').forEach(function(box){
var more=box.querySelector('.more');
var open=function(){box.classList.add('open');if(more)more.hidden=true};
if(more){more.hidden=false;more.addEventListener('click',open)}
all('thead button',box).forEach(function(button){
button.addEventListener('click',function(){
var head=button.closest('th'),body=box.querySelector('tbody'),at=head.cellIndex;
var down=head.getAttribute('aria-sort')!=='descending';
if(head.dataset.text&&!head.getAttribute('aria-sort'))down=false;
all('thead th',box).forEach(function(other){other.removeAttribute('aria-sort')});
head.setAttribute('aria-sort',down?'descending':'ascending');
var key=function(row){var cell=row.cells[at],v=cell.dataset.v;return v===undefined?cell.textContent:v===''?null:Number(v)};
var rows=Array.from(body.rows);
rows.sort(function(a,b){var x=key(a),y=key(b);
if(x===null||y===null)return x===y?0:x===null?1:-1;
var order=x<y?-1:x>y?1:0;return down?-order:order});
rows.forEach(function(row){body.appendChild(row)});
open();
})})});
var filter=function(page){
var text=page.querySelector('.find').value.trim().toLowerCase();
all('.table tbody tr',page).forEach(function(row){
row.classList.toggle('out',text!==''&&row.textContent.toLowerCase().indexOf(text)<0)});
all('.table',page).forEach(function(box){box.classList.toggle('open',text!==''||box.classList.contains('open'))});
if(text!=='')all('details',page).forEach(function(one){if(one.querySelector('tbody tr:not(.out)'))one.open=true});
};
all('.find').forEach(function(input){input.addEventListener('input',function(){filter(input.closest('.page'))})});
all('.owner').forEach(function(select){select.addEventListener('change',function(){
var page=select.closest('.page');page.querySelector('.find').value=select.value;filter(page)})});
all('.switch').forEach(function(button){button.addEventListener('click',function(){
all('.page').forEach(function(page){page.hidden=!page.hidden});
var shown=document.querySelector('.page:not([hidden])');
root.lang=shown.lang;document.title=shown.dataset.title;window.scrollTo(0,0)})});
all('.copy').forEach(function(button){button.addEventListener('click',function(){
var svg=button.closest('figure,.card,.chartbox').querySelector('svg');
var copy=svg.cloneNode(true);var from=[svg].concat(all('*',svg)),to=[copy].concat(all('*',copy));
from.forEach(function(one,at){var s=getComputedStyle(one);['fill','stroke','stroke-width','stroke-dasharray','font-size','font-family','font-weight']
.forEach(function(k){to[at].style[k]=s.getPropertyValue(k)})});
var box=svg.viewBox.baseVal,c=document.createElement('canvas');c.width=box.width*2;c.height=box.height*2;
copy.setAttribute('xmlns','http://www.w3.org/2000/svg');
var image=new Image();image.onload=function(){
var g=c.getContext('2d');g.fillStyle=getComputedStyle(document.body).backgroundColor;g.fillRect(0,0,c.width,c.height);
g.drawImage(image,0,0,c.width,c.height);
c.toBlob(function(blob){
var done=function(){button.dataset.done='1';button.textContent=button.dataset.copied};
if(navigator.clipboard&&window.ClipboardItem)navigator.clipboard.write([new ClipboardItem({'image/png':blob})]).then(done,function(){save(blob,done)});
else save(blob,done)})};
var save=function(blob,done){var a=document.createElement('a');a.href=URL.createObjectURL(blob);a.download='chart.png';a.click();done()};
image.src='data:image/svg+xml;base64,'+btoa(unescape(encodeURIComponent(new XMLSerializer().serializeToString(copy))));
})});
window.addEventListener('beforeprint',function(){all('details').forEach(function(one){one.dataset.was=one.open?'1':'';})});
})();
`;
